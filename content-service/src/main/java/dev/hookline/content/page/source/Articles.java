package dev.hookline.content.page.source;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.page.view.Article;
import dev.hookline.content.page.view.ArticleReader;
import dev.hookline.content.store.EntryStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the content of entries for pages that are not in the cache. */
@ApplicationScoped
public class Articles {

    private final CollectionRegistry collections;
    private final EntryStore entries;

    Articles(CollectionRegistry collections, EntryStore entries) {
        this.collections = collections;
        this.entries = entries;
    }

    /** What readers see of entries, in the given order; those that they do not see are left out. */
    @Transactional
    public List<Article> live(List<EntryKey> keys) {
        return keys.stream().flatMap(key -> find(key, Articles::live).stream()).toList();
    }

    /** The working copy, for those who may see it; empty for an entry in the trash. */
    @Transactional
    public Optional<Article> working(EntryKey key) {
        return find(
                key,
                (entry, fields) ->
                        entry.isTrashed()
                                ? Optional.empty()
                                : Optional.of(EntryView.working(entry, fields)));
    }

    private Optional<Article> find(
            EntryKey key, BiFunction<Entry, FieldSet, Optional<EntryView>> copy) {
        return entries.find(key)
                .flatMap(entry -> {
                    var collection = collections.get(key.collection());
                    return copy.apply(entry, collection.fields())
                            .map(view -> ArticleReader.read(view.item(), collection));
                });
    }

    private static Optional<EntryView> live(Entry entry, FieldSet fields) {
        return entry.lifecycle().live().map(live -> EntryView.live(entry, fields));
    }
}
