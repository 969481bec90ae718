package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.hook.HookDefinition;
import org.jspecify.annotations.Nullable;

/** What of a plugin's answer is taken; the answer fits no schema yet. */
interface AnswerCheck {

    /**
     * An answer after the check.
     *
     * @param complaint what was dropped and why, null when everything was taken
     */
    record Checked(CallOutcome outcome, @Nullable String complaint) {

        static Checked taken(JsonNode value) {
            return new Checked(new CallOutcome.Answered(value), null);
        }

        /** The same with the time that the plugin named for using its answer again. */
        Checked usable(@Nullable Long maxAge) {
            return outcome instanceof CallOutcome.Answered answered
                    ? new Checked(new CallOutcome.Answered(answered.value(), maxAge), complaint)
                    : this;
        }

        static Checked malformed(String reason) {
            return new Checked(new CallOutcome.Failed(200, reason), null);
        }
    }

    Checked check(HookDefinition hook, JsonNode answer);
}
