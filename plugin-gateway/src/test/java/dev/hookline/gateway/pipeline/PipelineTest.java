package dev.hookline.gateway.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.gateway.registry.Plugins;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.validation.SchemaValidator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final SchemaValidator SCHEMAS = new SchemaValidator();

    private final Map<String, Function<ObjectNode, CallOutcome>> answers = new HashMap<>();
    private final List<String> called = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();
    private final List<Handler> handlers = new ArrayList<>();

    @Test
    void handsEachPluginWhatThePreviousOneReturned() throws Exception {
        plugin("a", event -> value(map(event).put("title", "from a")));
        plugin("b", event -> value(map(event).put("seen", map(event).path("title").asText())));

        var reply = save("{\"title\":\"client\"}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value())
                .isEqualTo(JSON.readTree("{\"title\":\"from a\",\"seen\":\"from a\"}"));
        assertThat(called).containsExactly("a", "b");
    }

    @Test
    void keepsTheValueWhenAPluginAnswersVoid() throws Exception {
        plugin("a", event -> value(map(event).put("title", "from a")));
        plugin("b", event -> new CallOutcome.Kept());

        assertThat(save("{\"title\":\"client\"}").value())
                .isEqualTo(JSON.readTree("{\"title\":\"from a\"}"));
    }

    @Test
    void replacesTheFieldMapAsAWhole() throws Exception {
        plugin("a", event -> value(JSON.createObjectNode().put("only", 1)));

        assertThat(save("{\"title\":\"client\"}").value()).isEqualTo(JSON.readTree("{\"only\":1}"));
    }

    @Test
    void stopsAtARejectionAndNamesThePluginAndItsReason() {
        plugin("a", event -> new CallOutcome.Rejected("Posts require a title"));
        plugin("b", event -> new CallOutcome.Kept());

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.REJECTED);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(reply.detail()).isEqualTo("Posts require a title");
        assertThat(called).containsExactly("a");
    }

    static List<CallOutcome> errors() {
        return List.of(
                new CallOutcome.Rejected("no"),
                new CallOutcome.TimedOut(Duration.ofMillis(300)),
                new CallOutcome.Failed(500, "status 500"),
                new CallOutcome.Failed(null, "connection closed"),
                new CallOutcome.Answered(JSON.getNodeFactory().textNode("not an object")));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void goesOnWithTheValueUnchangedUnderContinue(CallOutcome error) throws Exception {
        plugin("a", event -> value(map(event).put("title", "from a")));
        plugin("broken", ErrorPolicy.CONTINUE, event -> error);
        plugin("c", event -> value(map(event).put("c", true)));

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(JSON.readTree("{\"title\":\"from a\",\"c\":true}"));
        assertThat(reply.trace()).hasSize(3);
        assertThat(reply.trace().get(1).error()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void stopsUnderAbort(CallOutcome error) {
        plugin("broken", event -> error);
        plugin("b", event -> new CallOutcome.Kept());

        var reply = save("{}");

        assertThat(reply.outcome()).isNotEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.pluginId()).isEqualTo("broken");
        assertThat(reply.detail()).isNotBlank();
        assertThat(called).containsExactly("broken");
    }

    @Test
    void tellsATimeoutFromAFailure() {
        plugin("slow", event -> new CallOutcome.TimedOut(Duration.ofMillis(300)));

        var reply = save("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.TIMED_OUT);
        assertThat(reply.detail()).contains("slow").contains("300 ms");
    }

    @Test
    void doesNotLetOnePluginChangeWhatTheNextSeesExceptByItsAnswer() {
        plugin(
                "mutator",
                ErrorPolicy.CONTINUE,
                event -> {
                    event.put("collection", "stolen");
                    return new CallOutcome.Failed(500, "status 500");
                });
        plugin(
                "witness",
                event -> value(map(event).put("collection", event.path("collection").asText())));

        var witnessed = requireNonNull(save("{}").value());

        assertThat(witnessed.path("collection").asText()).isEqualTo("posts");
    }

    @Test
    void boundsEachCallByTheHandlersTimeout() {
        plugin("a", event -> new CallOutcome.Kept());

        save("{}");

        assertThat(timeouts).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void boundsEachCallByWhatIsLeftOfTheDeadline() {
        plugin("a", event -> new CallOutcome.Kept());

        run(request("content:beforeSave", saveEvent("{}"), NOW.plusMillis(700)));

        assertThat(timeouts).containsExactly(Duration.ofMillis(700));
    }

    @Test
    void callsNobodyOnceTheDeadlineHasPassed() {
        plugin("a", event -> new CallOutcome.Kept());

        var reply = run(request("content:beforeSave", saveEvent("{}"), NOW));

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.TIMED_OUT);
        assertThat(called).isEmpty();
    }

    @Test
    void opensAGateWhenNobodyObjects() {
        plugin("a", event -> value(BooleanNode.TRUE));
        plugin("b", event -> new CallOutcome.Kept());

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(called).containsExactly("a", "b");
    }

    @Test
    void closesAGateAtTheFirstFalse() {
        plugin("a", event -> value(BooleanNode.FALSE));
        plugin("b", event -> value(BooleanNode.TRUE));

        var reply = delete();

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.REJECTED);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(called).containsExactly("a");
    }

    @Test
    void failsAGateThatAnswersSomethingElse() {
        plugin("a", event -> value(JSON.getNodeFactory().textNode("yes")));

        assertThat(delete().outcome()).isEqualTo(HookReply.Outcome.FAILED);
    }

    @Test
    void cancelsAMailWhenAFilterAnswersFalse() throws Exception {
        plugin("a", event -> value(BooleanNode.FALSE));
        plugin("b", event -> new CallOutcome.Kept());
        var event =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"message": {"to": "a@example.com", "subject": "s", "text": "t"}, "source": "admin"}
                                """);

        var reply = run(request("email:beforeSend", event, NOW.plusSeconds(5)));

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(BooleanNode.FALSE);
        assertThat(reply.pluginId()).isEqualTo("a");
        assertThat(called).containsExactly("a");
    }

    @Test
    void tracesEveryCall() {
        plugin("a", event -> new CallOutcome.Kept());
        plugin("b", event -> value(map(event)));
        plugin("c", event -> new CallOutcome.Rejected("no"));

        assertThat(save("{}").trace())
                .extracting(CallTrace::pluginId, CallTrace::outcome)
                .containsExactly(
                        tuple("a", CallTrace.Outcome.VOID),
                        tuple("b", CallTrace.Outcome.VALUE),
                        tuple("c", CallTrace.Outcome.REJECTED));
    }

    private void plugin(String id, Function<ObjectNode, CallOutcome> answer) {
        plugin(id, ErrorPolicy.ABORT, answer);
    }

    private void plugin(String id, ErrorPolicy policy, Function<ObjectNode, CallOutcome> answer) {
        handlers.add(
                Plugins.handler(id, Plugins.hook("content:beforeSave", 100, List.of(), policy)));
        answers.put(id, answer);
    }

    private HookReply save(String content) {
        return run(request("content:beforeSave", saveEvent(content), NOW.plusSeconds(30)));
    }

    private HookReply delete() {
        var event =
                JSON.createObjectNode()
                        .put("id", "01J")
                        .put("collection", "posts")
                        .put("permanent", false);
        return run(request("content:beforeDelete", event, NOW.plusSeconds(30)));
    }

    private HookReply run(PipelineRequest request) {
        HandlerCaller caller =
                (handler, asked, timeout) -> {
                    called.add(handler.pluginId());
                    timeouts.add(timeout);
                    return answers.get(handler.pluginId()).apply(asked.event());
                };
        var calls =
                new HandlerCalls(
                        caller,
                        SCHEMAS,
                        new SimpleMeterRegistry(),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        return new Pipeline(calls, request).run(handlers);
    }

    private static PipelineRequest request(String hook, ObjectNode event, Instant deadline) {
        return new PipelineRequest(
                "request-1", HookCatalogue.get(hook), event, null, deadline, null);
    }

    private static ObjectNode saveEvent(String content) {
        try {
            return JSON.createObjectNode()
                    .put("collection", "posts")
                    .put("isNew", true)
                    .set("content", JSON.readTree(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(content, e);
        }
    }

    private static ObjectNode map(ObjectNode event) {
        return event.path("content").deepCopy();
    }

    private static CallOutcome value(JsonNode value) {
        return new CallOutcome.Answered(value);
    }
}
