package dev.hookline.content.store;

import dev.hookline.content.entry.Entry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Remembers which entry a slug led to when it was published last, so that an address which has been
 * public can say where its entry went.
 */
@ApplicationScoped
class PublishedSlugs {

    private static final String REMEMBER =
            """
            INSERT INTO published_slug (collection, slug, entry_id)
            VALUES (:collection, :slug, :entry)
            ON CONFLICT (collection, slug) DO UPDATE SET entry_id = excluded.entry_id
            """;

    private final EntryRows rows;

    PublishedSlugs(EntryRows rows) {
        this.rows = rows;
    }

    /** Records the slug of a live copy that is new, within the transaction that writes it. */
    void remember(Entry before, Entry after) {
        var live = after.lifecycle().live();
        if (live.isPresent() && !live.equals(before.lifecycle().live())) {
            rows.getEntityManager()
                    .createNativeQuery(REMEMBER)
                    .setParameter("collection", after.key().collection())
                    .setParameter("slug", live.get().content().slug())
                    .setParameter("entry", after.key().id())
                    .executeUpdate();
        }
    }
}
