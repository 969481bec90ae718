package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.NOW;
import static dev.hookline.gateway.pipeline.PipelineScript.json;
import static dev.hookline.gateway.pipeline.PipelineScript.text;
import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.health.CircuitState;
import dev.hookline.gateway.health.Healths;
import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedCallsTest {

    private static final int ENOUGH = 4;

    private final PluginHealths healths = Healths.openingAfter(ENOUGH);
    private final PipelineScript script = new PipelineScript("content:beforeDelete", healths);

    static List<CallOutcome> failures() {
        return List.of(
                new CallOutcome.TimedOut(Duration.ofSeconds(5)),
                new CallOutcome.Failed(503, "status 503"),
                new CallOutcome.Failed(null, "connection closed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void opensTheCircuitOfAPluginThatFails(CallOutcome failure) {
        script.plugin("broken", failure);
        for (int i = 0; i < ENOUGH; i++) {
            delete();
        }
        assertThat(healths.view("broken").circuit()).isEqualTo(CircuitState.OPEN);
        script.called().clear();

        var reply = delete();

        assertThat(script.called()).isEmpty();
        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.FAILED);
        assertThat(reply.detail()).contains("broken").contains("circuit is open");
        assertThat(reply.trace().getFirst().outcome()).isEqualTo(CallTrace.Outcome.FAILED);
    }

    static List<CallOutcome> successes() {
        return List.of(
                new CallOutcome.Kept(),
                new CallOutcome.Rejected("no"),
                new CallOutcome.Failed(500, "status 500"),
                text("malformed"),
                value("true"),
                value("false"));
    }

    @ParameterizedTest
    @MethodSource("successes")
    void takesEveryAnswerForASignOfLife(CallOutcome success) {
        script.plugin("strict", success);
        for (int i = 0; i < 3 * ENOUGH; i++) {
            delete();
        }

        assertThat(healths.view("strict").circuit()).isEqualTo(CircuitState.CLOSED);
        assertThat(healths.view("strict").failures()).isZero();
    }

    @Test
    void letsTheErrorPolicyDecideWhileTheCircuitIsOpen() {
        script.plugin(
                "broken", ErrorPolicy.CONTINUE, event -> new CallOutcome.Failed(503, "status 503"));
        for (int i = 0; i < 2 * ENOUGH; i++) {
            delete();
        }

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(script.called()).hasSize(ENOUGH);
    }

    @Test
    void doesNotBlameAPluginThatWasLeftOnlyAMoment() {
        script.plugin("late", new CallOutcome.TimedOut(Duration.ofMillis(20)));
        for (int i = 0; i < 3 * ENOUGH; i++) {
            script.run(json("{}"), NOW.plusMillis(20));
        }

        assertThat(healths.view("late").failures()).isZero();
    }

    @Test
    void refusesWhatAPluginCannotTakeAtOnce() {
        var narrow = new PipelineScript("content:beforeDelete", Healths.oneAtATime());
        var refused = new ArrayList<HookReply>();
        narrow.plugin(
                "busy",
                event -> {
                    if (refused.isEmpty()) {
                        refused.add(narrow.run("{}"));
                    }
                    return new CallOutcome.Kept();
                });

        assertThat(narrow.run("{}").outcome()).isEqualTo(HookReply.Outcome.COMPLETED);

        assertThat(refused)
                .first()
                .extracting(HookReply::outcome)
                .isEqualTo(HookReply.Outcome.FAILED);
        assertThat(refused.getFirst().detail()).contains("too many calls");
    }

    private HookReply delete() {
        return script.run("{}");
    }
}
