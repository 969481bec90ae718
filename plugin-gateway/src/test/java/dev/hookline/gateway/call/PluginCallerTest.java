package dev.hookline.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.hookline.gateway.memory.HeldMemory;
import dev.hookline.gateway.memory.HookMemory;
import dev.hookline.gateway.memory.Memory;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class PluginCallerTest {

    private static final String HOOK = "content:beforeSave";
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final byte[] BODY = "{\"event\":{}}".getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private final PluginFixture plugin = PluginFixture.start("policy");
    private final SigningSecret secret = SigningSecret.random();
    private final PluginCaller caller = callerWith(Memory.plenty());

    private PluginCaller callerWith(HookMemory memory) {
        return new PluginCaller(
                vertx,
                CallerLimits.USUAL,
                new AnswerReader(new ObjectMapper()),
                memory,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        plugin.close();
        caller.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsAValue() {
        assertThat(outcome(PluginBehaviour.value(Map.of("title", "x"))))
                .isInstanceOfSatisfying(
                        CallOutcome.Answered.class,
                        answered ->
                                assertThat(answered.value().path("title").asText()).isEqualTo("x"));
    }

    @Test
    void takesNoContentAnAbsentValueAndNullAsVoid() {
        assertThat(outcome(PluginBehaviour.keep())).isInstanceOf(CallOutcome.Kept.class);
        assertThat(outcome(PluginBehaviour.body("{}"))).isInstanceOf(CallOutcome.Kept.class);
        assertThat(outcome(PluginBehaviour.body("{\"value\": null}")))
                .isInstanceOf(CallOutcome.Kept.class);
    }

    @Test
    void readsTheReasonOfARejection() {
        assertThat(outcome(PluginBehaviour.reject("Posts require a title")))
                .isEqualTo(new CallOutcome.Rejected("Posts require a title"));
    }

    @Test
    void failsOnAnyOtherStatus() {
        assertThat(outcome(PluginBehaviour.status(500)))
                .isEqualTo(new CallOutcome.Failed(500, "status 500"));
    }

    @Test
    void failsOnGarbage() {
        assertThat(outcome(PluginBehaviour.garbage())).isInstanceOf(CallOutcome.Failed.class);
        assertThat(outcome(PluginBehaviour.body("[1]"))).isInstanceOf(CallOutcome.Failed.class);
    }

    @Test
    void cutsAnOversizedAnswerShort() {
        assertThat(outcome(PluginBehaviour.oversized()))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("larger than"));
    }

    @Test
    void readsNoAnswerOfTooManyTokens() {
        assertThat(outcome(PluginBehaviour.body("{\"value\":[" + "{},".repeat(60_000) + "{}]}")))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("too complex"));
        assertThat(
                        outcome(
                                PluginBehaviour.body(
                                        "{\"value\":" + "[".repeat(200) + "]".repeat(200) + "}")))
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("too complex"));
    }

    @Test
    void leavesMemoryToOtherPlugins() {
        var small = callerWith(Memory.of(1_000_000));
        var large = "{\"value\":\"" + "x".repeat(100_000) + "\"}";
        try (var other = PluginFixture.start("other").hook(HOOK, PluginBehaviour.body(large));
                var held = new HeldMemory()) {
            plugin.hook(HOOK, PluginBehaviour.body(large));

            assertThat(call(small, plugin.url(), SHORT, held))
                    .isInstanceOf(CallOutcome.Answered.class);
            assertThat(call(small, plugin.url(), SHORT, held))
                    .isInstanceOfSatisfying(
                            CallOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).contains("no memory"));
            assertThat(call(small, other.url(), SHORT, held))
                    .isInstanceOf(CallOutcome.Answered.class);

            held.close();
            assertThat(call(small, plugin.url(), SHORT, new HeldMemory()))
                    .isInstanceOf(CallOutcome.Answered.class);
        } finally {
            small.close();
        }
    }

    @Test
    void boundsLargeAnswersWhileTheyArrive() {
        var small = callerWith(Memory.of(100_000));
        try {
            plugin.hook(HOOK, PluginBehaviour.body("x".repeat(80_000)));
            assertThat(call(small, plugin.url(), LONG, new HeldMemory()))
                    .isEqualTo(
                            new CallOutcome.Failed(
                                    200, "too many large answers of the plugin at once"));
            plugin.hook(HOOK, PluginBehaviour.body("{\"value\":1}"));
            assertThat(call(small, plugin.url(), LONG, new HeldMemory()))
                    .isInstanceOf(CallOutcome.Answered.class);
        } finally {
            small.close();
        }
    }

    @Test
    void doesNotFollowRedirects() {
        assertThat(outcome(PluginBehaviour.redirect(plugin.url().resolve("/hook/elsewhere"))))
                .isInstanceOf(CallOutcome.Failed.class);
        assertThat(plugin.calls("elsewhere")).isEmpty();
    }

    @Test
    void failsWhenThePluginHangsUp() {
        assertThat(outcome(PluginBehaviour.closeConnection()))
                .isInstanceOf(CallOutcome.Failed.class);
    }

    @Test
    void givesUpOnAHangingPluginAtItsTimeout() {
        plugin.hook(HOOK, PluginBehaviour.hang());
        long started = System.nanoTime();

        assertThat(call(SHORT)).isInstanceOf(CallOutcome.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(SHORT.minusMillis(20), SHORT.plusSeconds(1));
    }

    @Test
    void givesUpOnADripAtItsTimeout() {
        plugin.hook(HOOK, PluginBehaviour.drip());
        long started = System.nanoTime();

        assertThat(call(SHORT)).isInstanceOf(CallOutcome.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SHORT.plusSeconds(1));
    }

    @Test
    void failsWhenNobodyListens() {
        plugin.close();

        assertThat(call(LONG)).isInstanceOf(CallOutcome.Failed.class);
    }

    @Test
    void servesOthersWhileAPluginHangs() {
        plugin.hook(HOOK, PluginBehaviour.hang());
        try (var healthy = PluginFixture.start("healthy").hook(HOOK, PluginBehaviour.keep())) {
            for (int i = 0; i < 20; i++) {
                Thread.startVirtualThread(() -> call(LONG));
            }
            plugin.awaitCalls(HOOK, 20);

            assertThat(call(healthy.url(), SHORT)).isInstanceOf(CallOutcome.Kept.class);
        }
    }

    @Test
    void refusesCompressedAnswers() {
        assertThat(
                        outcome((call, answer) ->
                                answer.send(
                                        200, Map.of("Content-Encoding", "gzip"), "{\"value\": 1}")))
                .isEqualTo(new CallOutcome.Failed(200, "compressed answers are not taken"));
    }

    @Test
    void boundsTheHeadersOfAnAnswer() {
        assertThat(outcome(PluginBehaviour.status(204, Map.of("X-Long", "x".repeat(20_000)))))
                .isInstanceOf(CallOutcome.Failed.class);
        assertThat(outcome(PluginBehaviour.keep())).isInstanceOf(CallOutcome.Kept.class);
    }

    @Test
    void signsEachCallForAnIndependentVerifier() throws Exception {
        outcome(PluginBehaviour.keep());
        var recorded = plugin.calls(HOOK).getFirst();
        var headers =
                HttpHeaders.of(
                        Map.of(
                                "webhook-id", List.of(recorded.header("webhook-id").orElseThrow()),
                                "webhook-timestamp",
                                        List.of(recorded.header("webhook-timestamp").orElseThrow()),
                                "webhook-signature",
                                        List.of(
                                                recorded.header("webhook-signature")
                                                        .orElseThrow())),
                        (name, value) -> true);

        new Webhook(secret.text()).verify(recorded.body(), headers);
        assertThat(recorded.header("hookline-timeout-ms")).contains("5000");
        assertThat(recorded.header("traceparent")).isPresent();
        assertThat(
                        Instant.ofEpochSecond(
                                Long.parseLong(recorded.header("webhook-timestamp").orElseThrow())))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    private CallOutcome outcome(PluginBehaviour behaviour) {
        plugin.hook(HOOK, behaviour);
        return call(LONG);
    }

    private CallOutcome call(Duration timeout) {
        return call(plugin.url(), timeout);
    }

    private CallOutcome call(URI plugin, Duration timeout) {
        return call(caller, plugin, timeout, new HeldMemory());
    }

    private CallOutcome call(PluginCaller caller, URI plugin, Duration timeout, HeldMemory memory) {
        return caller.call(
                new PluginCall(
                        plugin.resolve("/hook/" + HOOK),
                        "message-1",
                        BODY,
                        timeout,
                        List.of(secret),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                memory);
    }
}
