package dev.hookline.content.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what each save stored; needs a transaction. */
@ApplicationScoped
public class RevisionLog {

    private final RevisionRows rows;
    private final RevisionConfig config;
    private final ObjectMapper json;

    RevisionLog(RevisionRows rows, RevisionConfig config, ObjectMapper json) {
        this.rows = rows;
        this.config = config;
        this.json = json;
    }

    /**
     * Keeps the working copy of an entry that has just been saved, and forgets its oldest
     * revisions.
     *
     * @param authorId subject of whoever saved it
     */
    public void append(Entry saved, String authorId) {
        var row = new RevisionRow();
        row.key = new RevisionKey(saved.key().collection(), saved.key().id(), saved.revision());
        row.slug = saved.content().slug();
        row.data = text(saved.content().data());
        row.authorId = authorId;
        row.createdAt = saved.updatedAt();
        rows.persist(row);
        int oldest = saved.revision() - config.keep();
        if (oldest > 0) {
            rows.deleteUpTo(saved.key(), oldest);
        }
    }

    /**
     * One revision of an entry.
     *
     * @throws ProblemException 404 when the entry has none of that number
     */
    public Revision get(EntryKey key, int number) {
        return rows.findByIdOptional(new RevisionKey(key.collection(), key.id(), number))
                .map(this::revisionOf)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "there is no revision " + number + " of " + key.subject()));
    }

    private Revision revisionOf(RevisionRow row) {
        return new Revision(
                row.key.revision(),
                new EntryContent(row.slug, read(row.data)),
                row.authorId,
                row.createdAt);
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored revision is not readable", e);
        }
    }

    private String text(ObjectNode data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields are always JSON", e);
        }
    }
}
