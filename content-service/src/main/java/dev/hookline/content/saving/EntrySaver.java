package dev.hookline.content.saving;

import dev.hookline.content.collection.CollectionRegistry;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.field.Checked;
import dev.hookline.content.json.JsonValues;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Saves entries, past the plugins that want to be asked.
 *
 * <pre>
 *                      anybody takes content:beforeSave?
 *                        │no                     │yes
 *   one transaction:     ▼                       ▼   short transaction:
 *     lock ► draft ► store ► commit            read ► draft  ◄─────────┐
 *                                                │                     │ at most 3 times,
 *                                                ▼   nothing held:     │ without If-Match
 *                                            ask plugins               │
 *                                                │                     │
 *                                                ▼   one transaction:  │
 *                                     lock ► still the same version? ──┘no
 *                                                │yes
 *                                          check ► store ► commit
 * </pre>
 */
@ApplicationScoped
class EntrySaver {

    private static final int ATTEMPTS = 3;

    private final BeforeSave beforeSave;
    private final Drafts drafts;
    private final DraftWriter writer;
    private final ContentRules rules;
    private final CollectionRegistry collections;
    private final EntryStore entries;
    private final CurrentCause cause;

    EntrySaver(
            BeforeSave beforeSave,
            Drafts drafts,
            DraftWriter writer,
            ContentRules rules,
            CollectionRegistry collections,
            EntryStore entries,
            CurrentCause cause) {
        this.beforeSave = beforeSave;
        this.drafts = drafts;
        this.writer = writer;
        this.rules = rules;
        this.collections = collections;
        this.entries = entries;
        this.cause = cause;
    }

    /**
     * Saves, and shows what is stored.
     *
     * @param withinTransaction told about the stored entry before the commit
     */
    EntryView save(SaveRequest request, Permissions caller, Consumer<EntryView> withinTransaction) {
        var actor = caller.requireAuthor();
        if (beforeSave.isTaken(request.key().collection())) {
            return saveWithPlugins(request, caller, actor, withinTransaction);
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    var draft = drafts.forStoring(request, caller);
                    return finish(draft, draft.content(), actor, withinTransaction);
                });
    }

    private EntryView saveWithPlugins(
            SaveRequest request,
            Permissions caller,
            Actor actor,
            Consumer<EntryView> withinTransaction) {
        for (int attempt = 1; attempt <= attempts(); attempt++) {
            var draft =
                    QuarkusTransaction.requiringNew()
                            .call(() -> drafts.forPlugins(request, caller));
            var answer = beforeSave.ask(draft, actor);
            var saved =
                    QuarkusTransaction.requiringNew()
                            .call(() -> store(request, draft, answer, actor, withinTransaction));
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        throw Problem.of(ProblemType.EDIT_CONFLICT).asException();
    }

    /** Deep in a chain of plugins, attempts would multiply with those of the writes around them. */
    private int attempts() {
        return cause.find().map(Cause::depth).orElse(0) > 1 ? 1 : ATTEMPTS;
    }

    /** Empty when the draft was made from a state that is no longer present. */
    private Optional<EntryView> store(
            SaveRequest request,
            Draft draft,
            EntryContent answer,
            Actor actor,
            Consumer<EntryView> withinTransaction) {
        var collection = collections.hold(draft.key().collection());
        if (!collection.isStill(draft.collection()) || !isBaseStillPresent(request, draft)) {
            return Optional.empty();
        }
        var content =
                switch (rules.check(collection, draft.base(), answer)) {
                    case Checked.Valid<EntryContent> valid -> valid.value();
                    case Checked.Invalid<EntryContent> invalid ->
                            throw refusal(draft, answer, invalid);
                };
        return Optional.of(finish(draft, content, actor, withinTransaction));
    }

    private boolean isBaseStillPresent(SaveRequest request, Draft draft) {
        if (draft.base() == null) {
            return true;
        }
        var present = entries.lock(draft.key());
        request.ifMatch().require(present.version());
        return present.version() == draft.base().version();
    }

    private EntryView finish(
            Draft draft, EntryContent content, Actor actor, Consumer<EntryView> withinTransaction) {
        Entry stored = writer.store(draft, content, actor);
        var view = EntryView.working(stored, draft.fields());
        withinTransaction.accept(view);
        return view;
    }

    private static ProblemException refusal(
            Draft draft, EntryContent answer, Checked.Invalid<EntryContent> invalid) {
        boolean isClients =
                answer.slug().equals(draft.content().slug())
                        && JsonValues.same(answer.data(), draft.content().data());
        return isClients
                ? new ProblemException(ProblemType.VALIDATION_FAILED, invalid.faults())
                : BeforeSave.unfit(invalid.faults());
    }
}
