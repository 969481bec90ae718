package dev.hookline.content.saving;

import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.revision.RevisionLog;
import dev.hookline.content.store.EntryStore;
import dev.hookline.content.store.Placement;
import dev.hookline.content.tracking.RowEvents;
import dev.hookline.hooks.after.AfterHooks;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.ContentAfterSave;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Stores drafts: entry, revision and what is announced, in the current transaction. */
@ApplicationScoped
class DraftWriter {

    /** How often a generated slug may turn out to be taken by somebody who was faster. */
    private static final int SLUG_ATTEMPTS = 5;

    private final EntryStore entries;
    private final FreeSlugs freeSlugs;
    private final RevisionLog revisions;
    private final AfterHooks afterHooks;
    private final RowEvents rowEvents;
    private final Clock clock;

    DraftWriter(
            EntryStore entries,
            FreeSlugs freeSlugs,
            RevisionLog revisions,
            AfterHooks afterHooks,
            RowEvents rowEvents,
            Clock clock) {
        this.entries = entries;
        this.freeSlugs = freeSlugs;
        this.revisions = revisions;
        this.afterHooks = afterHooks;
        this.rowEvents = rowEvents;
        this.clock = clock;
    }

    /**
     * Stores content that fits its collection.
     *
     * @param draft whose base is locked
     * @throws ProblemException 409 when a unique value is taken
     */
    Entry store(Draft draft, EntryContent content, Actor actor) {
        var entry =
                draft.saved(content, actor.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var stored = place(draft, entry);
        revisions.append(stored, actor.id());
        afterHooks.publish(
                "content:afterSave",
                stored.key().subject(),
                ContentAfterSave.of(EntryView.item(stored, draft.fields()), draft.isNew()),
                actor);
        track(draft, actor);
        return stored;
    }

    private void track(Draft draft, Actor actor) {
        var collection = draft.key().collection();
        var id = draft.key().id();
        if (draft.base() == null || draft.base().isTrashed()) {
            rowEvents.inserted(collection, id, actor);
        } else {
            rowEvents.updated(collection, id, actor);
        }
    }

    private Entry place(Draft draft, Entry wanted) {
        var entry = wanted;
        for (int attempt = 1; ; attempt++) {
            switch (write(draft, entry)) {
                case Placement.Placed placed -> {
                    return entry;
                }
                case Placement.Taken taken -> {
                    if (!mayTakeAnotherSlug(draft, taken, attempt)) {
                        throw duplicate(draft, taken.fields());
                    }
                }
            }
            entry = entry.withSlug(nextSlug(wanted, attempt));
        }
    }

    private Placement write(Draft draft, Entry entry) {
        return draft.base() == null
                ? entries.insert(entry, draft.fields())
                : entries.replace(draft.base(), entry, draft.fields());
    }

    private static boolean mayTakeAnotherSlug(Draft draft, Placement.Taken taken, int attempt) {
        return !draft.isSlugGiven()
                && taken.fields().equals(Set.of(FieldSet.SLUG))
                && attempt < SLUG_ATTEMPTS;
    }

    private String nextSlug(Entry wanted, int attempt) {
        var slug = wanted.content().slug();
        return attempt < SLUG_ATTEMPTS - 1
                ? freeSlugs.nearest(wanted.key(), slug)
                : freeSlugs.unlikelyTaken(wanted.key(), slug);
    }

    private static ProblemException duplicate(Draft draft, Set<String> taken) {
        // A slug that nobody insists on is in nobody's way.
        boolean isSlugToBlame = draft.isSlugGiven() || taken.size() == 1;
        return new ProblemException(
                ProblemType.DUPLICATE,
                taken.stream()
                        .filter(field -> isSlugToBlame || !field.equals(FieldSet.SLUG))
                        .sorted()
                        .map(field ->
                                new Fault(
                                        field.equals(FieldSet.SLUG) ? field : "data." + field,
                                        "is the value of another entry"))
                        .toList());
    }
}
