package dev.hookline.gateway.registry;

import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;

/** Finds the owner of a plugin token. */
@ApplicationScoped
public class PluginTokens {

    private static final String OWNER =
            """
            SELECT plugin_id, status = 'inactive' AND transition IS NULL,
                   status = 'installed' AND transition IS NULL,
                   (SELECT revision FROM directory_revision)
            FROM plugin_token JOIN plugin ON plugin.id = plugin_token.plugin_id
            WHERE hash = ? AND (expires_at IS NULL OR expires_at > ?)
            """;

    private final AgroalDataSource dataSource;
    private final Rosters rosters;
    private final Clock clock;

    PluginTokens(AgroalDataSource dataSource, Rosters rosters, Clock clock) {
        this.dataSource = dataSource;
        this.rosters = rosters;
        this.clock = clock;
    }

    private record Row(
            String pluginId, boolean switchedOff, boolean notYetActivated, long revision) {}

    /**
     * Who sent a request.
     *
     * @param mayAct whether it may use its capabilities, beyond what it keeps for itself; false
     *     until the first activation begins
     */
    public record Owner(RegisteredPlugin plugin, boolean mayAct) {}

    /**
     * The plugin to which a live token belongs, as new as the database has it. A plugin may call
     * while it is being switched on, off, or removed, too.
     *
     * @throws ProblemException 403 {@code forbidden} for a plugin that is switched off
     */
    public Optional<Owner> ownerOf(PluginToken token) {
        return find(token)
                .flatMap(owner -> {
                    if (owner.switchedOff()) {
                        throw new ProblemException(
                                ProblemType.FORBIDDEN,
                                "plugin " + owner.pluginId() + " is switched off");
                    }
                    return rosters.atLeast(owner.revision())
                            .find(owner.pluginId())
                            .map(plugin -> new Owner(plugin, !owner.notYetActivated()));
                });
    }

    private Optional<Row> find(PluginToken token) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(OWNER)) {
            statement.setBytes(1, token.hash());
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Row(
                                        rows.getString(1),
                                        rows.getBoolean(2),
                                        rows.getBoolean(3),
                                        rows.getLong(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look up a plugin token", e);
        }
    }
}
