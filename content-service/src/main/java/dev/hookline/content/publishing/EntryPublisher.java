package dev.hookline.content.publishing;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.version.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;

/** Takes one entry one step further, on behalf of somebody who may. */
@ApplicationScoped
class EntryPublisher {

    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final Publication publication;

    EntryPublisher(CollectionRegistry collections, EntryStore entries, Publication publication) {
        this.collections = collections;
        this.entries = entries;
        this.publication = publication;
    }

    @Transactional
    EntryView move(EntryKey key, IfMatch ifMatch, Permissions caller, UnaryOperator<Entry> step) {
        caller.requireAuthor();
        var fields = collections.hold(key.collection()).fields();
        var before = entries.lock(key);
        var actor = caller.requireAuthorOf(before.authorId());
        ifMatch.require(before.version());
        var after = step.apply(before);
        publication.write(before, after, fields, actor);
        return EntryView.working(after, fields);
    }
}
