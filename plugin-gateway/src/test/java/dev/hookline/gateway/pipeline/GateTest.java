package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.text;
import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {

    private final PipelineScript script = new PipelineScript("content:beforeDelete");

    @Test
    void opensWhenNobodyObjects() {
        script.plugin("a", value("true")).plugin("b", new CallOutcome.Kept());

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(script.called()).containsExactly("a", "b");
    }

    @Test
    void closesAtTheFirstFalse() {
        script.plugin("a", value("false")).plugin("b", value("true"));

        var reply = delete();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.REJECTED);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(script.called()).containsExactly("a");
    }

    @Test
    void failsWhenAPluginAnswersSomethingElse() {
        script.plugin("a", text("yes"));

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource("dev.hookline.gateway.pipeline.PipelineScript#errors")
    void staysOpenWhenAPluginErrsThatTheGateCanDoWithout(CallOutcome error) {
        script.plugin("broken", ErrorPolicy.CONTINUE, event -> error)
                .plugin("b", new CallOutcome.Kept());

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(script.called()).containsExactly("broken", "b");
    }

    private HookReply delete() {
        return script.run(
                """
                {"id": "01J", "collection": "posts", "permanent": false}
                """);
    }
}
