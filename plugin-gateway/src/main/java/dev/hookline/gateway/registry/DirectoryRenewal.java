package dev.hookline.gateway.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Announces every plugin anew when a gateway starts: after a loss of the topic, services would take
 * an empty directory for a complete one and ask no plugin.
 */
@ApplicationScoped
class DirectoryRenewal {

    private static final Logger LOG = Logger.getLogger(DirectoryRenewal.class);

    private final PluginRepository plugins;
    private final DirectoryAnnouncer directory;

    DirectoryRenewal(PluginRepository plugins, DirectoryAnnouncer directory) {
        this.plugins = plugins;
        this.directory = directory;
    }

    void renew(@Observes StartupEvent event) {
        int announced = QuarkusTransaction.requiringNew().call(this::announceAll);
        LOG.infof("plugin directory announced anew plugins=%d", announced);
    }

    private int announceAll() {
        return directory.announceAll(plugins.nextRevision());
    }
}
