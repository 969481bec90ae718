package dev.hookline.content.page.source;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.page.site.Site;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Looks up what is published, without its content. */
@ApplicationScoped
public class PublicEntries {

    private static final String FIND =
            """
            SELECT c.version, c.created_at, e.id, e.live_version
            FROM collection c
            LEFT JOIN entry e ON e.collection = c.name AND e.live_slug = ?
            WHERE c.name = ?
            """;

    private static final String FIND_MOVED =
            """
            SELECT e.live_slug
            FROM published_slug p
            LEFT JOIN entry e ON e.collection = p.collection AND e.id = p.entry_id
            WHERE p.collection = ? AND p.slug = ?
            """;

    private static final String COLLECTION =
            "SELECT name, coalesce(label, name), version FROM collection WHERE name = ?";

    // A platform has dozens of collections, not thousands.
    private static final String COLLECTIONS =
            "SELECT name, coalesce(label, name), version FROM collection ORDER BY name LIMIT 200";

    private static final String NEWEST =
            """
            SELECT collection, id, live_version, published_at FROM entry
            WHERE live_data IS NOT NULL AND %s
            ORDER BY %s LIMIT ?
            """;

    private static final String MAP =
            """
            SELECT collection, live_slug, live_updated_at FROM entry
            WHERE live_data IS NOT NULL AND (? OR collection = ANY (?))
            ORDER BY published_at DESC, collection DESC, id DESC LIMIT ? OFFSET ?
            """;

    private static final String COUNT =
            "SELECT count(*) FROM entry WHERE live_data IS NOT NULL AND (? OR collection = ANY"
                    + " (?))";

    private final DataSource database;
    private final Site site;

    PublicEntries(DataSource database, Site site) {
        this.database = database;
        this.site = site;
    }

    /** What is at the address of an entry. */
    public Found find(String collection, String slug) {
        if (!site.shows(collection)) {
            return new Found.Missing();
        }
        return query(connection -> {
            try (var statement = prepared(connection, FIND, slug, collection);
                    var row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Found.Missing();
                }
                var id = row.getString(3);
                return id == null
                        ? findMoved(connection, collection, slug)
                        : new Found.Live(
                                id,
                                "%s %d %d %s"
                                        .formatted(
                                                id,
                                                row.getLong(4),
                                                row.getLong(1),
                                                row.getTimestamp(2)));
            }
        });
    }

    /** A collection that has pages. */
    public Optional<ListedCollection> collection(String name) {
        if (!site.shows(name)) {
            return Optional.empty();
        }
        return query(connection -> collectionsOf(prepared(connection, COLLECTION, name))).stream()
                .findFirst();
    }

    /** All collections that have pages, by name. */
    public List<ListedCollection> collections() {
        return query(connection -> collectionsOf(prepared(connection, COLLECTIONS))).stream()
                .filter(it -> site.shows(it.name()))
                .toList();
    }

    /**
     * Published entries, newest first.
     *
     * @param collection null for all that have pages
     * @param after null for the newest
     */
    public List<Listed> newest(@Nullable String collection, @Nullable Position after, int limit) {
        var condition = new StringBuilder();
        var values = new ArrayList<@Nullable Object>();
        if (collection != null) {
            condition.append("collection = ?");
            values.add(collection);
        } else {
            condition.append("(? OR collection = ANY (?))");
            values.add(site.restriction().isEmpty());
            values.add(site.restriction().toArray(String[]::new));
        }
        if (after != null) {
            condition.append(" AND (published_at, collection, id) < (?, ?, ?)");
            values.add(OffsetDateTime.ofInstant(after.publishedAt(), ZoneOffset.UTC));
            values.add(after.collection());
            values.add(after.id());
        }
        values.add(limit);
        var order =
                collection == null
                        ? "published_at DESC, collection DESC, id DESC"
                        : "published_at DESC, id DESC";
        var sql = NEWEST.formatted(condition, order);
        return query(connection -> {
            try (var statement = prepared(connection, sql, values.toArray());
                    var row = statement.executeQuery()) {
                var found = new ArrayList<Listed>();
                while (row.next()) {
                    found.add(
                            new Listed(
                                    new EntryKey(row.getString(1), row.getString(2)),
                                    row.getLong(3),
                                    instant(row, 4)));
                }
                return found;
            }
        });
    }

    /** How many entries have pages. */
    public long count() {
        return query(connection -> {
            try (var statement = prepared(connection, COUNT, restriction(List.of()));
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** A part of all entries that have pages, newest first. */
    public List<MappedPage> map(long offset, int limit) {
        return query(connection -> {
            try (var statement = prepared(connection, MAP, restriction(List.of(limit, offset)));
                    var row = statement.executeQuery()) {
                var found = new ArrayList<MappedPage>();
                while (row.next()) {
                    found.add(new MappedPage(row.getString(1), row.getString(2), instant(row, 3)));
                }
                return found;
            }
        });
    }

    private @Nullable Object[] restriction(List<Object> more) {
        var values = new ArrayList<@Nullable Object>();
        values.add(site.restriction().isEmpty());
        values.add(site.restriction().toArray(String[]::new));
        values.addAll(more);
        return values.toArray();
    }

    private static Found findMoved(Connection connection, String collection, String slug)
            throws SQLException {
        try (var statement = prepared(connection, FIND_MOVED, collection, slug);
                var row = statement.executeQuery()) {
            if (!row.next()) {
                return new Found.Missing();
            }
            var present = row.getString(1);
            return present == null ? new Found.Gone() : new Found.Moved(present);
        }
    }

    private static List<ListedCollection> collectionsOf(PreparedStatement statement)
            throws SQLException {
        try (statement;
                var row = statement.executeQuery()) {
            var found = new ArrayList<ListedCollection>();
            while (row.next()) {
                found.add(new ListedCollection(row.getString(1), row.getString(2), row.getLong(3)));
            }
            return found;
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, @Nullable Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }

    private <T> T query(Query<T> query) {
        try (var connection = database.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("what is published cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {

        T run(Connection connection) throws SQLException;
    }
}
