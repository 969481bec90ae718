package dev.hookline.gateway.registry;

import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives plugins new secrets; the former ones stay good for an overlap, in which the plugin can be
 * told the new one.
 */
@ApplicationScoped
class SecretRotation {

    private static final Logger LOG = Logger.getLogger(SecretRotation.class);
    private static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /**
     * A new secret, shown this once.
     *
     * @param formerValidUntil when the former one ends
     */
    record Rotated<T>(T secret, Instant formerValidUntil) {}

    private interface Change {
        void apply(PluginEntity plugin, Instant until, Instant now);
    }

    private final PluginTransitions transitions;
    private final PluginRepository plugins;
    private final SecretTable table;
    private final Rosters rosters;

    SecretRotation(
            PluginTransitions transitions,
            PluginRepository plugins,
            SecretTable table,
            Rosters rosters) {
        this.transitions = transitions;
        this.plugins = plugins;
        this.table = table;
        this.rosters = rosters;
    }

    /**
     * How long the former secret stays good.
     *
     * @param text an ISO-8601 duration from zero to seven days, null for a day
     * @throws ProblemException 400 {@code invalid-parameter}
     */
    static Duration overlapOf(@Nullable String text) {
        if (text == null) {
            return DEFAULT_OVERLAP;
        }
        try {
            var overlap = text.equals("0") ? Duration.ZERO : Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeException e) {
            LOG.debugf("overlap is no duration: %s", e.getMessage());
        }
        throw new ProblemException(
                ProblemType.INVALID_PARAMETER,
                List.of(new Fault("overlap", "must be a duration from PT0S to P7D, such as PT1H")));
    }

    Rotated<SigningSecret> rotateSecret(String pluginId, Duration overlap) {
        var secret = SigningSecret.random();
        var until =
                change(
                        pluginId,
                        overlap,
                        (plugin, end, now) -> {
                            table.retireSecrets(pluginId, end, now);
                            table.add(pluginId, secret, now);
                        });
        return new Rotated<>(secret, until);
    }

    Rotated<PluginToken> rotateToken(String pluginId, Duration overlap) {
        var token = PluginToken.random();
        var until =
                change(
                        pluginId,
                        overlap,
                        (plugin, end, now) -> {
                            table.retireTokens(pluginId, end, now);
                            table.add(pluginId, token, now);
                        });
        return new Rotated<>(token, until);
    }

    private Instant change(String pluginId, Duration overlap, Change change) {
        var until =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            // Other replicas read the secrets anew when the revision grows.
                            plugins.nextRevision();
                            var plugin =
                                    plugins.locked(pluginId)
                                            .orElseThrow(() -> PluginInstaller.unknown(pluginId));
                            var now = transitions.now();
                            var end = now.plus(overlap);
                            change.apply(plugin, end, now);
                            return end;
                        });
        rosters.reload();
        LOG.infof("secret rotated pluginId=%s overlap=%s", pluginId, overlap);
        return until;
    }
}
