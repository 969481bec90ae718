package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.JSON;
import static dev.hookline.gateway.pipeline.PipelineScript.NOW;
import static dev.hookline.gateway.pipeline.PipelineScript.tree;
import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilterChainTest {

    private final PipelineScript script = new PipelineScript("content:beforeSave");

    @Test
    void handsEachPluginWhatThePreviousOneReturned() {
        script.plugin("a", event -> value(map(event).put("title", "from a")));
        script.plugin(
                "b", event -> value(map(event).put("seen", map(event).path("title").asText())));

        var reply = save("{\"title\":\"client\"}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(tree("{\"title\":\"from a\",\"seen\":\"from a\"}"));
        assertThat(script.called()).containsExactly("a", "b");
    }

    @Test
    void keepsTheValueWhenAPluginAnswersVoid() {
        script.plugin("a", event -> value(map(event).put("title", "from a")));
        script.plugin("b", event -> new CallOutcome.Kept());

        assertThat(save("{\"title\":\"client\"}").value())
                .isEqualTo(tree("{\"title\":\"from a\"}"));
    }

    @Test
    void replacesTheFieldMapAsAWhole() {
        script.plugin("a", event -> value(JSON.createObjectNode().put("only", 1)));

        assertThat(save("{\"title\":\"client\"}").value()).isEqualTo(tree("{\"only\":1}"));
    }

    @Test
    void stopsAtARejectionAndNamesThePluginAndItsReason() {
        script.plugin("a", event -> new CallOutcome.Rejected("Posts require a title"));
        script.plugin("b", event -> new CallOutcome.Kept());

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.REJECTED);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(reply.detail()).isEqualTo("Posts require a title");
        assertThat(script.called()).containsExactly("a");
    }

    static List<CallOutcome> errors() {
        return Stream.concat(
                        PipelineScript.errors().stream(),
                        Stream.of(PipelineScript.text("not an object")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void goesOnWithTheValueUnchangedUnderContinue(CallOutcome error) {
        script.plugin("a", event -> value(map(event).put("title", "from a")));
        script.plugin("broken", ErrorPolicy.CONTINUE, event -> error);
        script.plugin("c", event -> value(map(event).put("c", true)));

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(tree("{\"title\":\"from a\",\"c\":true}"));
        assertThat(reply.trace()).hasSize(3);
        assertThat(reply.trace().get(1).error()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void stopsUnderAbort(CallOutcome error) {
        script.plugin("broken", event -> error);
        script.plugin("b", event -> new CallOutcome.Kept());

        var reply = save("{}");

        assertThat(reply.outcome()).isNotEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.pluginId()).isEqualTo("broken");
        assertThat(reply.detail()).isNotBlank();
        assertThat(script.called()).containsExactly("broken");
    }

    @Test
    void tellsATimeoutFromAFailure() {
        script.plugin("slow", event -> new CallOutcome.TimedOut(Duration.ofMillis(300)));

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.TIMED_OUT);
        assertThat(reply.detail()).contains("slow").contains("300 ms");
    }

    @Test
    void doesNotLetOnePluginChangeWhatTheNextSeesExceptByItsAnswer() {
        script.plugin(
                "mutator",
                ErrorPolicy.CONTINUE,
                event -> {
                    event.put("collection", "stolen");
                    return new CallOutcome.Failed(500, "status 500");
                });
        script.plugin(
                "witness",
                event -> value(map(event).put("collection", event.path("collection").asText())));

        var witnessed = requireNonNull(save("{}").value());

        assertThat(witnessed.path("collection").asText()).isEqualTo("posts");
    }

    @Test
    void boundsEachCallByTheHandlersTimeout() {
        script.plugin("a", event -> new CallOutcome.Kept());

        save("{}");

        assertThat(script.timeouts()).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void boundsEachCallByWhatIsLeftOfTheDeadline() {
        script.plugin("a", event -> new CallOutcome.Kept());

        script.run(saveEvent("{}"), NOW.plusMillis(700));

        assertThat(script.timeouts()).containsExactly(Duration.ofMillis(700));
    }

    @Test
    void callsNobodyOnceTheDeadlineHasPassed() {
        script.plugin("a", event -> new CallOutcome.Kept());

        var reply = script.run(saveEvent("{}"), NOW);

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.TIMED_OUT);
        assertThat(script.called()).isEmpty();
    }

    @Test
    void cancelsAMailWhenAFilterAnswersFalse() {
        var mail =
                new PipelineScript("email:beforeSend")
                        .plugin("a", value("false"))
                        .plugin("b", new CallOutcome.Kept());

        var reply =
                mail.run(
                        """
                        {"message": {"to": "a@example.com", "subject": "s", "text": "t"}, "source": "admin"}
                        """);

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(BooleanNode.FALSE);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(mail.called()).containsExactly("a");
    }

    @Test
    void tracesEveryCall() {
        script.plugin("a", event -> new CallOutcome.Kept());
        script.plugin("b", event -> value(map(event)));
        script.plugin("c", event -> new CallOutcome.Rejected("no"));

        assertThat(save("{}").trace())
                .extracting(CallTrace::pluginId, CallTrace::outcome)
                .containsExactly(
                        tuple("a", CallTrace.Outcome.VOID),
                        tuple("b", CallTrace.Outcome.VALUE),
                        tuple("c", CallTrace.Outcome.REJECTED));
    }

    private HookReply save(String content) {
        return script.run(saveEvent(content), NOW.plusSeconds(30));
    }

    private static ObjectNode saveEvent(String content) {
        return JSON.createObjectNode()
                .put("collection", "posts")
                .put("isNew", true)
                .set("content", tree(content));
    }

    private static ObjectNode map(ObjectNode event) {
        return event.path("content").deepCopy();
    }
}
