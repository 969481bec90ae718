package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.json.JsonValues;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;
import dev.hookline.hooks.before.HookProblems;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.ContentBeforeSave;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hook {@code content:beforeSave}. */
@ApplicationScoped
class BeforeSave {

    private static final String HOOK = "content:beforeSave";

    private final PluginDirectory directory;
    private final BeforeHooks hooks;
    private final ObjectMapper json;

    BeforeSave(PluginDirectory directory, BeforeHooks hooks, ObjectMapper json) {
        this.directory = directory;
        this.hooks = hooks;
        this.json = json;
    }

    /** Whether any plugin wants to be asked about entries of this collection. */
    boolean isTaken(String collection) {
        directory.requireComplete();
        return !directory.subscribers(HOOK, Map.of("collection", collection)).isEmpty();
    }

    /**
     * What plugins make of a draft, not checked yet. Must not be called within a transaction.
     *
     * @throws ProblemException when they do not let it pass
     */
    EntryContent ask(Draft draft, Actor actor) {
        ObjectNode event = json.valueToTree(eventOf(draft));
        return switch (hooks.ask(new HookCall(HOOK, draft.key().subject(), event, actor))) {
            case HookOutcome.Completed completed -> contentOf(draft, completed.value());
            case HookOutcome.NoProvider missing -> throw HookProblems.toException(missing);
            case HookOutcome.Rejected rejected -> throw HookProblems.toException(rejected);
            case HookOutcome.Failed failed -> throw HookProblems.toException(failed);
            case HookOutcome.TimedOut late -> throw HookProblems.toException(late);
            case HookOutcome.Unreachable lost -> throw HookProblems.toException(lost);
        };
    }

    /** The problem of plugins whose answer is not fit to be stored. */
    static ProblemException unfit(List<Fault> faults) {
        return HookProblems.unfit(HOOK, "the collection", faults);
    }

    private static ContentBeforeSave eventOf(Draft draft) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put(FieldSet.SLUG, draft.content().slug());
        for (var field : draft.content().data().properties()) {
            map.put(field.getKey(), field.getValue());
        }
        var collection = draft.key().collection();
        return draft.isNew()
                ? ContentBeforeSave.ofNew(collection, map)
                : new ContentBeforeSave(map, collection, false, draft.key().id(), draft.changed());
    }

    private static EntryContent contentOf(Draft draft, @Nullable JsonNode value) {
        if (!JsonValues.isPresent(value)) {
            return draft.content();
        }
        if (!(value instanceof ObjectNode map)) {
            throw unfit(List.of(new Fault("data", "must be an object")));
        }
        var data = map.deepCopy();
        var slug = data.remove(FieldSet.SLUG);
        if (!JsonValues.isPresent(slug)) {
            return new EntryContent(draft.content().slug(), data);
        }
        if (!slug.isTextual()) {
            throw unfit(List.of(new Fault(FieldSet.SLUG, "must be a string")));
        }
        return new EntryContent(slug.textValue(), data);
    }
}
