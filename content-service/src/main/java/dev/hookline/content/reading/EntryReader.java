package dev.hookline.content.reading;

import dev.hookline.content.collection.CollectionDefinition;
import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryStatus;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.store.EntryPages;
import dev.hookline.content.store.EntryPages.Copy;
import dev.hookline.content.store.EntryStore;
import dev.hookline.content.store.ListedEntry;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.page.Page;
import dev.hookline.schemas.event.ContentItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows entries to those who may see them. */
@ApplicationScoped
class EntryReader {

    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final EntryPages pages;

    EntryReader(CollectionRegistry collections, EntryStore entries, EntryPages pages) {
        this.collections = collections;
        this.entries = entries;
        this.pages = pages;
    }

    @Transactional
    EntryView get(EntryKey key, Permissions caller) {
        var fields = collections.get(key.collection()).fields();
        var entry = entries.find(key).orElseThrow(key::notFound);
        return view(entry, copyFor(caller), fields);
    }

    @Transactional
    Page<EntryView> list(
            String collection, MultivaluedMap<String, String> parameters, Permissions caller) {
        var definition = collections.get(collection);
        var query = EntryQuery.of(parameters, definition.fields());
        var copy = copyFor(caller);
        var list =
                copy + " of " + collection + ' ' + query.order().parameter() + query.conditions();
        var sql = conditionOf(definition, query, copy);
        if (query.page().cursor() != null) {
            query.order().addTo(sql, copy, query.order().read(query.page().cursor(), list));
        }
        var order = query.order().sql(sql, copy);
        var fields = definition.fields();
        var page =
                pages.read(
                        new EntryPages.Selection(
                                copy,
                                sql.condition(),
                                order,
                                sql.values(),
                                query.page().limit(),
                                fields.sizeOfDefaults()));
        var shown =
                page.entries().stream()
                        .map(entry -> view(collection, entry, copy, fields))
                        .toList();
        return new Page<>(shown, nextCursor(page.isMore(), shown, query.order(), list));
    }

    private static Sql conditionOf(CollectionDefinition collection, EntryQuery query, Copy copy) {
        var sql = new Sql();
        sql.and("collection = " + sql.bind(collection.name()));
        if (copy == Copy.LIVE) {
            sql.and("live_data IS NOT NULL");
        }
        if (query.status() != null) {
            sql.and("status = " + sql.bind(query.status().name()));
        } else {
            sql.and("status <> " + sql.bind(EntryStatus.TRASHED.name()));
        }
        if (query.slug() != null) {
            sql.and(copy.slugColumn() + " = " + sql.bind(query.slug()));
        }
        query.filters().forEach(filter -> filter.addTo(sql, copy.dataColumn()));
        return sql;
    }

    private static @Nullable String nextCursor(
            boolean isMore, List<EntryView> shown, EntryOrder order, String list) {
        return isMore ? order.cursorAfter(shown.getLast().item(), list).encode() : null;
    }

    private static EntryView view(Entry entry, Copy copy, FieldSet fields) {
        return switch (copy) {
            case WORKING -> EntryView.working(entry, fields);
            case LIVE -> EntryView.live(entry, fields);
        };
    }

    private static EntryView view(
            String collection, ListedEntry entry, Copy copy, FieldSet fields) {
        var item =
                new ContentItem(
                        entry.id(),
                        collection,
                        entry.slug(),
                        entry.status().wireName(),
                        EntryView.mapOf(entry.data(), fields),
                        entry.version(),
                        entry.authorId(),
                        entry.createdAt(),
                        entry.updatedAt(),
                        entry.publishedAt(),
                        entry.scheduledAt());
        return new EntryView(item, copy == Copy.WORKING ? entry.hasUnpublishedChanges() : null);
    }

    private static Copy copyFor(Permissions caller) {
        return caller.seeDrafts() ? Copy.WORKING : Copy.LIVE;
    }
}
