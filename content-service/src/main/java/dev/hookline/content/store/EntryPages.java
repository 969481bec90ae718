package dev.hookline.content.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryStatus;
import dev.hookline.kit.page.ListConfig;
import dev.hookline.kit.page.PageSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** Reads pages of entries, one copy of each, within a bound on their bytes; needs a transaction. */
@ApplicationScoped
public class EntryPages {

    private static final String COLUMNS =
            "id, slug, status, version, author_id, created_at, updated_at, published_at,"
                    + " scheduled_at, has_unpublished_changes";

    private final EntityManager database;
    private final ObjectMapper json;
    private final ListConfig config;

    EntryPages(EntityManager database, ObjectMapper json, ListConfig config) {
        this.database = database;
        this.json = json;
        this.config = config;
    }

    /** The columns of {@code entry} that hold one of the copies. */
    public enum Copy {
        /** For those who write. */
        WORKING(
                "slug",
                "data",
                "updated_at",
                """
                id, slug, status, version, author_id, created_at, updated_at, published_at, scheduled_at,
                live_revision IS DISTINCT FROM revision AS has_unpublished_changes, data AS json
                """),
        /** For everybody. */
        LIVE(
                "live_slug",
                "live_data",
                "live_updated_at",
                """
                id, live_slug AS slug, 'PUBLISHED' AS status, live_version AS version, author_id, created_at,
                live_updated_at AS updated_at, published_at, CAST(NULL AS timestamptz) AS scheduled_at,
                false AS has_unpublished_changes, live_data AS json
                """);

        private final String slugColumn;
        private final String dataColumn;
        private final String updateColumn;
        private final String selection;

        Copy(String slugColumn, String dataColumn, String updateColumn, String selection) {
            this.slugColumn = slugColumn;
            this.dataColumn = dataColumn;
            this.updateColumn = updateColumn;
            this.selection = selection;
        }

        public String slugColumn() {
            return slugColumn;
        }

        public String dataColumn() {
            return dataColumn;
        }

        public String updateColumn() {
            return updateColumn;
        }
    }

    /**
     * Which entries a page shows.
     *
     * @param condition SQL over the columns of {@code entry}, made of constants and {@code :name}s
     * @param values what the names stand for
     * @param extraBytes what each entry adds to its stored fields when it is shown
     */
    public record Selection(
            Copy copy,
            String condition,
            String order,
            Map<String, Object> values,
            int limit,
            int extraBytes) {

        public Selection {
            values = Map.copyOf(values);
        }
    }

    /**
     * The entries that meet a condition, in order, until the limit or the page's size is reached.
     */
    @SuppressWarnings("unchecked")
    public EntryPage read(Selection selection) {
        var query =
                database.createNativeQuery(sqlOf(selection), Object[].class)
                        .setHint(
                                SpecHints.HINT_SPEC_QUERY_TIMEOUT,
                                Math.toIntExact(config.queryTimeout().toMillis()))
                        .setHint(HibernateHints.HINT_READ_ONLY, true);
        selection.values.forEach(query::setParameter);
        List<Object[]> rows = query.getResultList();
        var shown =
                rows.stream()
                        .limit(selection.limit)
                        .takeWhile(row -> row[row.length - 1] != null)
                        .map(this::entryOf)
                        .toList();
        return new EntryPage(shown, shown.size() < rows.size());
    }

    private String sqlOf(Selection selection) {
        return PageSql.endedByBytes(
                COLUMNS,
                "SELECT "
                        + selection.copy.selection
                        + " FROM entry WHERE "
                        + selection.condition
                        + " ORDER BY "
                        + selection.order
                        + " LIMIT "
                        + (selection.limit + 1),
                config.maxPageSize().asLongValue(),
                selection.extraBytes);
    }

    private ListedEntry entryOf(@Nullable Object[] row) {
        return new ListedEntry(
                (String) present(row[0]),
                (String) present(row[1]),
                EntryStatus.valueOf((String) present(row[2])),
                ((Number) present(row[3])).longValue(),
                (String) present(row[4]),
                (Instant) present(row[5]),
                (Instant) present(row[6]),
                (Instant) row[7],
                (Instant) row[8],
                (Boolean) present(row[9]),
                read((String) present(row[10])));
    }

    private static Object present(@Nullable Object column) {
        return Objects.requireNonNull(column);
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are not readable", e);
        }
    }
}
