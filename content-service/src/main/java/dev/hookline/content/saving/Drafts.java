package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.collection.CollectionDefinition;
import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.Checked;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.revision.RevisionLog;
import dev.hookline.content.slug.Slug;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out what a request would store, refusing what a client may not or cannot ask for. */
@ApplicationScoped
class Drafts {

    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final RevisionLog revisions;
    private final ContentRules rules;
    private final FreeSlugs freeSlugs;

    Drafts(
            CollectionRegistry collections,
            EntryStore entries,
            RevisionLog revisions,
            ContentRules rules,
            FreeSlugs freeSlugs) {
        this.collections = collections;
        this.entries = entries;
        this.revisions = revisions;
        this.rules = rules;
        this.freeSlugs = freeSlugs;
    }

    /** A draft to be stored in this very transaction: what it is based on is locked. */
    Draft forStoring(SaveRequest request, Permissions caller) {
        var collection = collections.hold(request.key().collection());
        var base = request instanceof SaveRequest.Creation ? null : entries.lock(request.key());
        var draft = draftOf(request, collection, base, caller);
        return checked(draft, rules.check(collection, base, draft.content()));
    }

    /** A draft to ask plugins about: nothing stays locked. */
    Draft forPlugins(SaveRequest request, Permissions caller) {
        var collection = collections.get(request.key().collection());
        var base =
                request instanceof SaveRequest.Creation
                        ? null
                        : entries.find(request.key()).orElseThrow(request.key()::notFound);
        var draft = draftOf(request, collection, base, caller);
        var valid = checked(draft, rules.checkBeforePlugins(collection, base, draft.content()));
        return valid.isSlugGiven() ? valid : withFreeSlug(valid);
    }

    private Draft draftOf(
            SaveRequest request,
            CollectionDefinition collection,
            @Nullable Entry base,
            Permissions caller) {
        if (base != null) {
            caller.requireAuthorOf(base.authorId());
            request.ifMatch().require(base.version());
        }
        var fields = collection.fields();
        return switch (request) {
            case SaveRequest.Creation creation -> create(creation, collection);
            case SaveRequest.Change change -> change(change, collection, present(base));
            case SaveRequest.RevisionRestoring restoring -> {
                var entry = present(base);
                entry.requireNotTrashed();
                var earlier = revisions.get(entry.key(), restoring.revision()).content();
                yield restore(collection, entry, earlier);
            }
            case SaveRequest.TrashRestoring restoring -> {
                var entry = present(base);
                entry.requireTrashed();
                yield restore(collection, entry, entry.content());
            }
        };
    }

    /** Only a creation has no entry to start from. */
    private static Entry present(@Nullable Entry base) {
        return Objects.requireNonNull(base, "base");
    }

    private static Draft create(SaveRequest.Creation request, CollectionDefinition collection) {
        var data =
                merged(collection.fields(), JsonNodeFactory.instance.objectNode(), request.data());
        var slug =
                request.slug() == null
                        ? slugOf(collection.fields(), data, request.key())
                        : request.slug();
        return new Draft(
                request.key(),
                collection,
                null,
                new EntryContent(slug, data),
                request.slug() != null);
    }

    private static Draft change(
            SaveRequest.Change request, CollectionDefinition collection, Entry base) {
        base.requireNotTrashed();
        var data = merged(collection.fields(), base.content().data(), request.data());
        var slug = request.slug() == null ? base.content().slug() : request.slug();
        return new Draft(
                request.key(),
                collection,
                base,
                new EntryContent(slug, data),
                request.slug() != null);
    }

    /** Fields that no longer exist are left out, those that are new get their defaults. */
    private static Draft restore(
            CollectionDefinition collection, Entry base, EntryContent earlier) {
        var data = collection.fields().project(earlier.data());
        return new Draft(
                base.key(), collection, base, new EntryContent(earlier.slug(), data), false);
    }

    private static ObjectNode merged(FieldSet fields, ObjectNode stored, ObjectNode submitted) {
        var merged = fields.project(stored);
        merged.setAll(submitted);
        return merged;
    }

    private static String slugOf(FieldSet fields, ObjectNode data, EntryKey key) {
        var slug = Slug.of(fields.titleOf(data));
        return slug.isEmpty() ? Slug.of(key.id()) : slug;
    }

    private static Draft checked(Draft draft, Checked<EntryContent> content) {
        return switch (content) {
            case Checked.Valid<EntryContent> valid ->
                    new Draft(
                            draft.key(),
                            draft.collection(),
                            draft.base(),
                            valid.value(),
                            draft.isSlugGiven());
            case Checked.Invalid<EntryContent> invalid ->
                    throw new ProblemException(ProblemType.VALIDATION_FAILED, invalid.faults());
        };
    }

    /** Plugins shall see the slug that will be stored, not one that is taken. */
    private Draft withFreeSlug(Draft draft) {
        var content = draft.content();
        if (draft.base() != null
                && draft.base().content().slug().equals(content.slug())
                && !draft.base().isTrashed()) {
            return draft;
        }
        var slug = freeSlugs.nearest(draft.key(), content.slug());
        return new Draft(
                draft.key(), draft.collection(), draft.base(), content.withSlug(slug), false);
    }
}
