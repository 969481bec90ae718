package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.lifecycle.LifecycleFailure;
import dev.hookline.gateway.lifecycle.LifecycleHook;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.manifest.ManifestConflicts;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.gateway.topic.TopicOffset;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.PluginTransition.Kind;
import dev.hookline.schemas.plugin.PluginTransition.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Registers plugins; secrets made here are shown once and stored encrypted or hashed.
 *
 * <pre>
 *   read, check ──► row, secrets ──► activate=false: installed
 *                         └────────► plugin:install ──► plugin:activate ──► active
 *                                        └─────────────────┴──► failed: the row goes again
 * </pre>
 */
@ApplicationScoped
class PluginInstaller {

    /** What the operator is told. */
    record Installed(String pluginId, Credentials credentials) {}

    private final ManifestReader manifests;
    private final ManifestFetcher fetcher;
    private final EndpointRules endpoints;
    private final PluginRepository plugins;
    private final SecretTable secrets;
    private final PluginTransitions transitions;
    private final PluginActivator activator;
    private final PluginRemover remover;
    private final DirectoryAnnouncer directory;
    private final Rosters rosters;
    private final GainedTopics gainedTopics;
    private final DeliveryStarts starts;
    private final Event<PluginStored> stored;

    PluginInstaller(
            ManifestReader manifests,
            ManifestFetcher fetcher,
            EndpointRules endpoints,
            PluginRepository plugins,
            SecretTable secrets,
            PluginTransitions transitions,
            PluginActivator activator,
            PluginRemover remover,
            DirectoryAnnouncer directory,
            Rosters rosters,
            GainedTopics gainedTopics,
            DeliveryStarts starts,
            Event<PluginStored> stored) {
        this.gainedTopics = gainedTopics;
        this.starts = starts;
        this.manifests = manifests;
        this.fetcher = fetcher;
        this.endpoints = endpoints;
        this.plugins = plugins;
        this.secrets = secrets;
        this.transitions = transitions;
        this.activator = activator;
        this.remover = remover;
        this.directory = directory;
        this.rosters = rosters;
        this.stored = stored;
    }

    /**
     * Installs a plugin that is not yet known.
     *
     * @param activate whether to call {@code plugin:install} and {@code plugin:activate} and make
     *     it active; if that fails, nothing of the plugin stays
     */
    Installed install(
            InstallationRequest request, boolean trusted, boolean activate, @Nullable Actor actor) {
        var credentials = Credentials.of(request.signingSecret(), request.token());
        var json = manifestOf(request);
        var manifest = manifests.read(json, trusted);
        endpoints.check("endpoint", manifest.endpoint().toString());
        var claim =
                transitions.claim(
                        Kind.INSTALL,
                        actor,
                        manifest,
                        LifecycleHook.INSTALL,
                        LifecycleHook.ACTIVATE);
        var claimed =
                QuarkusTransaction.requiringNew()
                        .call(() -> store(claim, json, manifest, trusted, credentials, activate));
        rosters.reload();
        if (activate) {
            switchOn(claimed);
        }
        return new Installed(manifest.id(), credentials);
    }

    private void switchOn(ClaimedPlugin claimed) {
        var failure = activator.switchOn(claimed);
        if (failure.isPresent()) {
            QuarkusTransaction.requiringNew().run(() -> takeBack(claimed, failure.get()));
        }
        rosters.reload();
        failure.ifPresent(it -> {
            throw it.asException();
        });
    }

    private ClaimedPlugin store(
            PluginClaim claim,
            JsonNode json,
            Manifest manifest,
            boolean trusted,
            Credentials credentials,
            boolean activate) {
        long revision = plugins.nextRevision();
        var id = manifest.id();
        if (plugins.locked(id).isPresent()) {
            throw new ProblemException(
                    ProblemType.DUPLICATE, "plugin " + id + " is already installed");
        }
        ManifestConflicts.refuse(manifest, plugins.manifestsOfOthers(id));
        var entity = new PluginEntity(json, manifest, trusted, claim.startedAt());
        if (activate) {
            entity.begin(claim);
        }
        plugins.persistAndFlush(entity);
        secrets.add(id, credentials.signingSecret(), claim.startedAt());
        secrets.add(id, credentials.token(), claim.startedAt());
        var claimed =
                new ClaimedPlugin(claim, plugins.registered(entity, claim.startedAt()), false);
        stored.fire(new PluginStored(claimed.plugin()));
        if (!activate) {
            transitions.record(
                    claimed,
                    Outcome.COMPLETED,
                    null,
                    PluginTransitions.nameOf(PluginStatus.INSTALLED),
                    null);
            directory.announce(id, revision);
        }
        return claimed;
    }

    private void takeBack(ClaimedPlugin claimed, LifecycleFailure failure) {
        long revision = plugins.nextRevision();
        remover.takeBackInstallation(transitions.claimedEntity(claimed));
        transitions.record(claimed, Outcome.FAILED, null, null, failure);
        directory.announce(claimed.plugin().id(), revision);
    }

    /**
     * Gives an installed plugin a new manifest; its secrets, state, data and place in the
     * registration order stay. Refused as a whole when anything is wrong with it, and when a
     * fetched one asks for more without being confirmed.
     */
    void upgrade(String pluginId, InstallationRequest request, @Nullable Actor actor) {
        if (request.signingSecret() != null || request.token() != null) {
            throw ProblemException.invalid(
                    "signingSecret", "an upgrade keeps the credentials; rotate them instead");
        }
        var json = manifestOf(request);
        // The broker may take seconds, and every other change waits for the revision.
        var gained = gainedBy(pluginId, json);
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    long revision = plugins.nextRevision();
                    var entity = transitions.lockedAndFree(pluginId);
                    var manifest = manifests.read(json, entity.trusted);
                    if (!manifest.id().equals(pluginId)) {
                        throw new ProblemException(
                                ProblemType.CONFLICT, "the manifest is of plugin " + manifest.id());
                    }
                    endpoints.check("endpoint", manifest.endpoint().toString());
                    ManifestConflicts.refuse(manifest, plugins.manifestsOfOthers(pluginId));
                    var claim = transitions.claim(Kind.UPGRADE, actor, manifest);
                    if (request.url() != null) {
                        // A manifest that the operator sends is one that the operator has seen.
                        var before = plugins.registered(entity, claim.startedAt()).manifest();
                        Widening.between(before, manifest)
                                .ifPresent(more -> more.requireAccepted(request.accept()));
                    }
                    entity.upgrade(json, manifest, claim.startedAt());
                    plugins.flush();
                    var upgraded = plugins.registered(entity, claim.startedAt());
                    stored.fire(new PluginStored(upgraded));
                    starts.store(pluginId, gained);
                    var state = PluginTransitions.nameOf(upgraded.status());
                    transitions.record(
                            new ClaimedPlugin(claim, upgraded, false),
                            Outcome.COMPLETED,
                            state,
                            state,
                            null);
                    directory.announce(pluginId, revision);
                });
        rosters.reload();
    }

    private Map<TopicPartition, TopicOffset> gainedBy(String pluginId, JsonNode json) {
        return rosters.current()
                .find(pluginId)
                .map(plugin ->
                        gainedTopics.startsOf(pluginId, manifests.read(json, plugin.trusted())))
                .orElse(Map.of());
    }

    static ProblemException unknown(String pluginId) {
        return ProblemException.notFound("there is no plugin " + pluginId);
    }

    private JsonNode manifestOf(InstallationRequest request) {
        var url = request.url();
        if (url == null) {
            return Objects.requireNonNull(request.manifest(), "either a url or a manifest");
        }
        endpoints.check("url", url);
        return fetcher.fetch(url);
    }
}
