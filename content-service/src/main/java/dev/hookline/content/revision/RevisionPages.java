package dev.hookline.content.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.kit.page.ListConfig;
import dev.hookline.kit.page.PageSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.hibernate.jpa.SpecHints;

/** Reads pages of revisions within a bound on their bytes; needs a transaction. */
@ApplicationScoped
class RevisionPages {

    private static final String NEWEST_BEFORE =
            """
            SELECT revision, slug, author_id, created_at, data AS json FROM entry_revision
            WHERE collection = :collection AND entry_id = :id AND revision < :before
            ORDER BY revision DESC LIMIT %d
            """;

    private final EntityManager database;
    private final ObjectMapper json;
    private final ListConfig config;

    RevisionPages(EntityManager database, ObjectMapper json, ListConfig config) {
        this.database = database;
        this.json = json;
        this.config = config;
    }

    /** Revisions of an entry, and whether more follow. */
    record RevisionPage(List<Revision> revisions, boolean isMore) {

        RevisionPage {
            revisions = List.copyOf(revisions);
        }
    }

    /** The newest revisions below a number, the newest first. */
    @SuppressWarnings("unchecked")
    RevisionPage newestBefore(EntryKey key, int number, int limit) {
        List<Object[]> rows =
                database.createNativeQuery(
                                PageSql.endedByBytes(
                                        "revision, slug, author_id, created_at",
                                        NEWEST_BEFORE.formatted(limit + 1),
                                        config.maxPageSize().asLongValue(),
                                        0),
                                Object[].class)
                        .setHint(
                                SpecHints.HINT_SPEC_QUERY_TIMEOUT,
                                Math.toIntExact(config.queryTimeout().toMillis()))
                        .setParameter("collection", key.collection())
                        .setParameter("id", key.id())
                        .setParameter("before", number)
                        .getResultList();
        var shown =
                rows.stream()
                        .limit(limit)
                        .takeWhile(row -> row[4] != null)
                        .map(this::revisionOf)
                        .toList();
        return new RevisionPage(shown, shown.size() < rows.size());
    }

    private Revision revisionOf(Object[] row) {
        return new Revision(
                ((Number) row[0]).intValue(),
                new EntryContent((String) row[1], read((String) row[4])),
                (String) row[2],
                (Instant) row[3]);
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored revision is not readable", e);
        }
    }
}
