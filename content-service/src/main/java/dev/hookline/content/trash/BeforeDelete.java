package dev.hookline.content.trash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;
import dev.hookline.hooks.before.HookProblems;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.ContentBeforeDelete;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The hook {@code content:beforeDelete}. */
@ApplicationScoped
class BeforeDelete {

    private static final String HOOK = "content:beforeDelete";

    private final BeforeHooks hooks;
    private final ObjectMapper json;

    BeforeDelete(BeforeHooks hooks, ObjectMapper json) {
        this.hooks = hooks;
        this.json = json;
    }

    /**
     * Returns when no plugin objects. Must not be called within a transaction.
     *
     * @throws dev.hookline.kit.problem.ProblemException when plugins do not let it pass
     */
    void ask(Deletion deletion, Actor actor) {
        var key = deletion.key();
        ObjectNode event =
                json.valueToTree(
                        new ContentBeforeDelete(
                                key.id(), key.collection(), deletion.isPermanent()));
        switch (hooks.ask(new HookCall(HOOK, key.subject(), event, actor))) {
            case HookOutcome.Completed completed -> requireConsent(completed.value());
            case HookOutcome.NoProvider missing -> throw HookProblems.toException(missing);
            case HookOutcome.Rejected rejected -> throw HookProblems.toException(rejected);
            case HookOutcome.Failed failed -> throw HookProblems.toException(failed);
            case HookOutcome.TimedOut late -> throw HookProblems.toException(late);
            case HookOutcome.Unreachable lost -> throw HookProblems.toException(lost);
        }
    }

    private static void requireConsent(@Nullable JsonNode value) {
        if (value != null && value.isBoolean() && !value.booleanValue()) {
            throw HookProblems.toException(
                    new HookOutcome.Rejected(HOOK, null, "a plugin blocked the deletion"));
        }
    }
}
