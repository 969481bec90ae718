package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Registers plugins; the secrets made here are shown once and stored encrypted or hashed. */
@ApplicationScoped
class PluginInstaller {

    /** What the operator hands to the plugin. */
    record Installed(String pluginId, PluginToken token, SigningSecret signingSecret) {}

    private final ManifestReader manifests;
    private final ManifestFetcher fetcher;
    private final PluginRepository plugins;
    private final DeliveryStarts starts;
    private final DirectoryAnnouncer directory;
    private final Rosters rosters;
    private final Event<PluginStored> stored;
    private final Clock clock;

    PluginInstaller(
            ManifestReader manifests,
            ManifestFetcher fetcher,
            PluginRepository plugins,
            DeliveryStarts starts,
            DirectoryAnnouncer directory,
            Rosters rosters,
            Event<PluginStored> stored,
            Clock clock) {
        this.manifests = manifests;
        this.fetcher = fetcher;
        this.plugins = plugins;
        this.starts = starts;
        this.directory = directory;
        this.rosters = rosters;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * Installs a plugin that is not yet known.
     *
     * @param request a manifest, or an object with the {@code url} of a running plugin
     * @param activate in the same transaction, so that the secrets are never lost to a failed
     *     activation
     */
    Installed install(JsonNode request, boolean trusted, boolean activate) {
        var json = manifestOf(request);
        var manifest = manifests.read(json, trusted);
        var installed = new Installed(manifest.id(), PluginToken.random(), SigningSecret.random());
        Map<TopicPartition, Long> ends = activate ? starts.currentEnds() : Map.of();
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    var entity = store(json, trusted, installed);
                    if (activate) {
                        entity.activate(entity.installedAt);
                        starts.store(entity.id, ends);
                    }
                    plugins.flush();
                    var registered = plugins.registered(entity, manifest);
                    stored.fire(new PluginStored(registered));
                    directory.announce(registered.id(), revision);
                });
        rosters.reload();
        return installed;
    }

    /**
     * Gives an installed plugin a new manifest; its secrets, state and place in the registration
     * order stay.
     */
    void upgrade(String pluginId, JsonNode request) {
        var json = manifestOf(request);
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    var entity = plugins.locked(pluginId).orElseThrow(() -> unknown(pluginId));
                    var manifest = manifests.read(json, entity.trusted);
                    if (!manifest.id().equals(pluginId)) {
                        throw new ProblemException(
                                ProblemType.CONFLICT, "the manifest is of plugin " + manifest.id());
                    }
                    entity.upgrade(json, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    plugins.flush();
                    var registered = plugins.registered(entity, manifest);
                    stored.fire(new PluginStored(registered));
                    directory.announce(registered.id(), revision);
                });
        rosters.reload();
    }

    static ProblemException unknown(String pluginId) {
        return ProblemException.notFound("there is no plugin " + pluginId);
    }

    private JsonNode manifestOf(JsonNode request) {
        if (request instanceof ObjectNode object
                && object.size() == 1
                && object.path("url").isTextual()) {
            return fetcher.fetch(object.path("url").textValue());
        }
        return request;
    }

    private PluginEntity store(JsonNode json, boolean trusted, Installed installed) {
        var id = installed.pluginId();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (plugins.locked(id).isPresent()) {
            throw new ProblemException(
                    ProblemType.DUPLICATE, "plugin " + id + " is already installed");
        }
        var entity = new PluginEntity(id, json, trusted, now);
        plugins.persistAndFlush(entity);
        plugins.addSecret(id, installed.signingSecret(), now);
        plugins.addToken(id, installed.token(), now);
        return entity;
    }
}
