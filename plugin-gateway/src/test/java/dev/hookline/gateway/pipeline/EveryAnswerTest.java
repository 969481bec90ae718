package dev.hookline.gateway.pipeline;

import static dev.hookline.gateway.pipeline.PipelineScript.text;
import static dev.hookline.gateway.pipeline.PipelineScript.tree;
import static dev.hookline.gateway.pipeline.PipelineScript.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EveryAnswerTest {

    private static final String LINK = "{\"href\": \"/%s\", \"label\": \"%s\"}";

    private final PipelineScript script = new PipelineScript("table_actions");

    @Test
    void namesTheContributorOfEachItemAndKeepsThePipelinesOrder() {
        var bothAsked = new CyclicBarrier(2);
        script.plugin(
                        "a",
                        event -> {
                            meet(bothAsked);
                            return value(links("one", "two"));
                        })
                .plugin("silent", new CallOutcome.Kept())
                .plugin(
                        "b",
                        event -> {
                            meet(bothAsked);
                            return value(links("three"));
                        });

        var reply = script.run("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(items(reply))
                .extracting(item -> item.path("pluginId").asText(), EveryAnswerTest::labelOf)
                .containsExactly(tuple("a", "one"), tuple("a", "two"), tuple("b", "three"));
    }

    static List<CallOutcome> errors() {
        return Stream.concat(
                        PipelineScript.errors().stream(),
                        Stream.of(text("no list"), value("[{\"label\": \"no href\"}]")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void losesNothingButTheAnswerOfAPluginThatErrs(CallOutcome error) {
        script.plugin("broken", ErrorPolicy.ABORT, event -> error).plugin("b", value(links("one")));

        var reply = script.run("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(items(reply)).extracting(EveryAnswerTest::labelOf).containsExactly("one");
        assertThat(reply.trace().getFirst().error()).isNotBlank();
        assertThat(reply.trace()).extracting(CallTrace::pluginId).containsExactly("broken", "b");
    }

    @Test
    void survivesABugOfOurOwnInOneCall() {
        script.plugin(
                        "cursed",
                        event -> {
                            throw new IllegalStateException("bug");
                        })
                .plugin("b", value(links("one")));

        var reply = script.run("{}");

        assertThat(items(reply)).hasSize(1);
        assertThat(reply.trace().getFirst().outcome()).isEqualTo(CallTrace.Outcome.FAILED);
    }

    @Test
    void dropsBadItemsOneByOneAndSaysSo() {
        script.plugin(
                "a",
                value(
                        """
                        [{"href": "/one", "label": "one"}, {"label": "no href"}, 7,
                         {"href": "/two", "label": "two"}]
                        """));

        var reply = script.run("{}");

        assertThat(items(reply)).extracting(EveryAnswerTest::labelOf).containsExactly("one", "two");
        assertThat(reply.trace().getFirst().outcome()).isEqualTo(CallTrace.Outcome.VALUE);
        assertThat(reply.trace().getFirst().error()).contains("2 items dropped").contains("item 1");
    }

    @Test
    void dropsItemsBeyondTheNumberAllowed() {
        script.plugin("a", value(links("1", "2", "3", "4", "5", "6", "7")));

        var reply = script.run("{}");

        assertThat(items(reply)).hasSize(5);
        assertThat(reply.trace().getFirst().error())
                .contains("2 items dropped")
                .contains("more than 5");
    }

    @Test
    void dropsAnItemThatIsTooLarge() {
        script.plugin("a", value(described(990))).plugin("b", value(links("one")));

        var reply = script.run("{}");

        assertThat(items(reply)).extracting(EveryAnswerTest::labelOf).containsExactly("one");
        assertThat(reply.trace().getFirst().error()).contains("larger than 1000 bytes");
    }

    @Test
    void fillsAReplyInPipelineOrderAndNotBeyondItsSize() {
        for (int i = 0; i < 10; i++) {
            script.plugin("p" + i, value(described(700)));
        }

        var reply = script.run("{}");

        assertThat(items(reply))
                .extracting(item -> item.path("pluginId").asText())
                .containsExactly("p0", "p1", "p2");
        assertThat(reply.trace().getLast().error()).contains("the reply is full");
    }

    @ParameterizedTest
    @EnumSource(ErrorPolicy.class)
    void repliesWithNothingWhenEverybodyErrs(ErrorPolicy policy) {
        script.plugin("broken", policy, event -> new CallOutcome.Failed(500, "status 500"));

        var reply = script.run("{}");

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(reply.value()).isEqualTo(tree("[]"));
    }

    @Test
    void takesASingleItemWhereTheHookAllowsIt() {
        var slot = new PipelineScript("top_table").plugin("a", text("<p>hello</p>"));
        var page =
                new PipelineScript("page:metadata")
                        .plugin(
                                "seo",
                                value(
                                        """
                                        {"kind": "meta", "name": "author", "content": "Ada"}
                                        """));

        assertThat(slot.run("{}").value())
                .isEqualTo(tree("[{\"pluginId\": \"a\", \"value\": \"<p>hello</p>\"}]"));
        assertThat(items(page.run("{}"))).hasSize(1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the plugins are not asked at once", e);
        }
    }

    private static JsonNode links(String... labels) {
        return tree(
                Stream.of(labels).map(label -> LINK.formatted(label, label)).toList().toString());
    }

    private static JsonNode described(int length) {
        return tree(
                "[{\"href\": \"/\", \"label\": \"x\", \"description\": \"%s\"}]"
                        .formatted("x".repeat(length)));
    }

    private static List<JsonNode> items(HookReply reply) {
        return StreamSupport.stream(Objects.requireNonNull(reply.value()).spliterator(), false)
                .toList();
    }

    private static String labelOf(JsonNode item) {
        return item.path("value").path("label").asText();
    }
}
