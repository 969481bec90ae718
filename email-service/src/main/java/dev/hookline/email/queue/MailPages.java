package dev.hookline.email.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.page.ListConfig;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** Reads pages of messages within a bound on their bytes; needs a transaction. */
@ApplicationScoped
class MailPages {

    private static final String COLUMNS =
            "id, status, source, message_id, cancelled_by, provider, attempts, next_attempt_at,"
                    + " last_error, created_at, updated_at, sent_at, accepted";

    // Only the message that is shown: as plugins made it, or as it was accepted.
    private static final String NEWEST =
            """
            SELECT %s, coalesce(nullif(prepared, cast('null' AS jsonb)), submitted) AS json
            FROM email_message %s ORDER BY accepted DESC LIMIT %d
            """;

    private final EntityManager database;
    private final ObjectMapper json;
    private final ListConfig config;

    MailPages(EntityManager database, ObjectMapper json, ListConfig config) {
        this.database = database;
        this.json = json;
        this.config = config;
    }

    /**
     * The newest messages that meet a condition.
     *
     * @param where SQL made of constants and {@code :name}s, empty for all messages
     * @param values what the names stand for
     */
    @SuppressWarnings("unchecked")
    Page<MailView> newest(String where, Map<String, Object> values, int limit) {
        var query =
                database.createNativeQuery(
                                PageSql.endedByBytes(
                                        COLUMNS,
                                        NEWEST.formatted(COLUMNS, where, limit + 1),
                                        config.maxPageSize().asLongValue(),
                                        0),
                                Object[].class)
                        .setHint(
                                SpecHints.HINT_SPEC_QUERY_TIMEOUT,
                                Math.toIntExact(config.queryTimeout().toMillis()));
        values.forEach(query::setParameter);
        List<Object[]> rows = query.getResultList();
        var shown = rows.stream().limit(limit).takeWhile(row -> row[13] != null).toList();
        return new Page<>(
                shown.stream().map(this::viewOf).toList(),
                shown.size() < rows.size() ? String.valueOf(shown.getLast()[12]) : null);
    }

    private MailView viewOf(@Nullable Object[] row) {
        var status = MailStatus.valueOf(((String) present(row[1])).toUpperCase(Locale.ROOT));
        return new MailView(
                (String) present(row[0]),
                status,
                (String) present(row[2]),
                read((String) present(row[13])),
                (String) present(row[3]),
                (String) row[4],
                (String) row[5],
                ((Number) present(row[6])).intValue(),
                status == MailStatus.QUEUED ? (Instant) row[7] : null,
                null,
                (String) row[8],
                (Instant) present(row[9]),
                (Instant) present(row[10]),
                (Instant) row[11],
                null);
    }

    private static Object present(@Nullable Object column) {
        return Objects.requireNonNull(column);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored message is not readable", e);
        }
    }
}
