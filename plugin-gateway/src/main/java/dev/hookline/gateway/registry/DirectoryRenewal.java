package dev.hookline.gateway.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Announces every plugin when a gateway starts and from time to time: what was lost or removed from
 * the topic comes back.
 */
@ApplicationScoped
class DirectoryRenewal {

    private static final Logger LOG = Logger.getLogger(DirectoryRenewal.class);

    private final PluginRepository plugins;
    private final DirectoryAnnouncer directory;
    private final DirectoryAnnouncementConfig config;

    DirectoryRenewal(
            PluginRepository plugins,
            DirectoryAnnouncer directory,
            DirectoryAnnouncementConfig config) {
        this.plugins = plugins;
        this.directory = directory;
        this.config = config;
    }

    void renew(@Observes StartupEvent event) {
        int announced = QuarkusTransaction.requiringNew().call(this::announceAll);
        LOG.infof(
                "plugin directory announced plugins=%d, again every %s", announced, config.every());
    }

    @Scheduled(
            every = "{hookline.gateway.directory.every}",
            delayed = "{hookline.gateway.directory.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void announceAgain() {
        QuarkusTransaction.requiringNew().call(this::announceAll);
    }

    private int announceAll() {
        return directory.announceAll(plugins.nextRevision());
    }
}
