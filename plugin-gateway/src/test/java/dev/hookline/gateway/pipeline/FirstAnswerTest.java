package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.tree;
import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FirstAnswerTest {

    private static final String LOGIN = "{\"response\": {\"status\": 302}}";
    private static final String OTHER = "{\"response\": {\"status\": 403}}";

    private final PipelineScript script = new PipelineScript("forbidden");

    @Test
    void takesTheFirstAnswerThatIsNotVoidAndAsksNobodyElse() {
        script.plugin("silent", new CallOutcome.Kept())
                .plugin("login", value(LOGIN))
                .plugin("other", value(OTHER));

        var reply = forbidden();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(tree(LOGIN));
        assertThat(reply.pluginId()).isEqualTo("login");
        assertThat(script.called()).containsExactly("silent", "login");
    }

    @Test
    void completesWithoutAValueWhenNobodyAnswers() {
        script.plugin("silent", new CallOutcome.Kept());

        var reply = forbidden();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isNull();
        assertThat(reply.pluginId()).isNull();
    }

    static List<CallOutcome> errors() {
        return Stream.concat(
                        PipelineScript.errors().stream(),
                        Stream.of(value("{\"response\": {\"status\": 500}}")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void goesOnToTheNextUnderContinue(CallOutcome error) {
        script.plugin("broken", ErrorPolicy.CONTINUE, event -> error).plugin("login", value(LOGIN));

        assertThat(forbidden().pluginId()).isEqualTo("login");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void stopsUnderAbort(CallOutcome error) {
        script.plugin("broken", event -> error).plugin("login", value(LOGIN));

        var reply = forbidden();

        assertThat(reply.outcome()).isNotEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.pluginId()).isEqualTo("broken");
        assertThat(script.called()).containsExactly("broken");
    }

    private HookReply forbidden() {
        return script.run("{}");
    }
}
