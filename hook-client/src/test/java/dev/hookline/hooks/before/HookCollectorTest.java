package dev.hookline.hooks.before;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.hooks.directory.Directories;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.call.Contribution;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookCollectorTest {

    private static final String METADATA = "page:metadata";
    private static final String FRAGMENTS = "page:fragments";
    private static final Duration BUDGET = Duration.ofMillis(200);

    private final PendingReplies pending = new PendingReplies();
    private final List<HookRequest> sent = new ArrayList<>();
    private boolean joined = true;
    private boolean busReachable = true;
    private Function<HookRequest, @Nullable String> gateway = request -> null;

    @Test
    void sendsNothingWhenNoPluginTakesAnyOfTheHooks() {
        var collected = collect(Directories.of());

        assertThat(collected.byHook()).isEmpty();
        assertThat(collected.complete()).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void asksSeveralHooksInOneRequest() {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "maxAge": 60, "unknown": 1,
                         "value": {"page:metadata": [{"pluginId": "a", "value": 1},
                                                     {"pluginId": "b", "value": 2}],
                                   "page:fragments": [{"pluginId": "c", "value": 3}]},
                         "trace": [{"pluginId": "a", "outcome": "VALUE", "millis": 1}]}
                        """;

        var collected = collect(Directories.of(subscription(METADATA), subscription(FRAGMENTS)));

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().type()).isEqualTo(MessageTypes.HOOK_QUESTIONS);
        assertThat(sent.getFirst().topic()).isEqualTo("hookline.content.before");
        assertThat(sent.getFirst().body().findValuesAsText("hook"))
                .containsExactly(METADATA, FRAGMENTS);
        assertThat(collected.of(METADATA))
                .extracting(Contribution::pluginId)
                .containsExactly("a", "b");
        assertThat(collected.of(FRAGMENTS)).extracting(Contribution::pluginId).containsExactly("c");
        assertThat(collected.complete()).isTrue();
        assertThat(collected.maxAge()).isEqualTo(Optional.of(Duration.ofMinutes(1)));
    }

    @Test
    void asksTheOnlyHookThatIsTakenAsBefore() {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "trace": [],
                         "value": [{"pluginId": "a", "value": 1}]}
                        """;

        var collected = collect(Directories.of(subscription(METADATA)));

        assertThat(sent.getFirst().type()).isEqualTo(METADATA);
        assertThat(collected.of(METADATA)).hasSize(1);
        assertThat(collected.complete()).isTrue();
    }

    @Test
    void keepsWhatCameWhenOneHookIsMissing() {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "trace": [],
                         "value": {"page:metadata": [{"pluginId": "a", "value": 1}]}}
                        """;

        var collected = collect(Directories.of(subscription(METADATA), subscription(FRAGMENTS)));

        assertThat(collected.of(METADATA)).hasSize(1);
        assertThat(collected.of(FRAGMENTS)).isEmpty();
        assertThat(collected.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT"})
    void isNotCompleteWhenAPluginErred(String outcome) {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "value": [],
                         "trace": [{"pluginId": "a", "outcome": "%s", "millis": 1}]}
                        """
                                .formatted(outcome);

        assertThat(collect(Directories.of(subscription(METADATA))).complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"outcome\": \"FAILED\", \"detail\": \"overloaded\", \"trace\": []}",
                "{\"outcome\": \"COMPLETED\", \"value\": 7, \"trace\": []}",
                "{\"outcome\": \"COMPLETED\", \"value\": [{\"pluginId\": \"a\"}], \"trace\": []}"
            })
    void goesWithoutContributionsWhenTheReplyIsOfNoUse(String reply) {
        gateway = request -> reply;

        var collected = collect(Directories.of(subscription(METADATA)));

        assertThat(collected.byHook()).isEmpty();
        assertThat(collected.complete()).isFalse();
    }

    @Test
    void goesWithoutContributionsWhenPluginsCannotBeAsked() {
        var subscribed = Directories.of(subscription(METADATA), subscription(FRAGMENTS));
        assertThat(collect(Directories.unread()).complete()).isFalse();
        assertThat(collect(subscribed).complete()).as("no reply in time").isFalse();
        busReachable = false;
        assertThat(collect(subscribed).complete()).as("no bus").isFalse();
        joined = false;
        assertThat(collect(subscribed).complete()).as("no replies").isFalse();
    }

    @Test
    void staysWithinTheBudgetWhateverThePluginsTimeouts() {
        var slow = subscription(METADATA);
        var started = System.nanoTime();

        collect(Directories.of(slow));

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(BUDGET, BUDGET.multipliedBy(4));
        var request = sent.getFirst();
        assertThat(Duration.between(request.sentAt(), request.deadline()))
                .as("the gateway gives up earlier, so that its reply arrives")
                .isLessThan(BUDGET);
    }

    @Test
    void collectsNothingFromHooksOfOtherModes() {
        var call =
                new HookCall(
                        "content:beforeSave", "s", JsonNodeFactory.instance.objectNode(), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> collector(Directories.of()).collect(List.of(call), BUDGET));
    }

    private Collected collect(PluginDirectory directory) {
        return collector(directory).collect(List.of(call(METADATA), call(FRAGMENTS)), BUDGET);
    }

    private HookCollector collector(PluginDirectory directory) {
        var replies = new ReplySubscription();
        if (joined) {
            replies.onPartitionsAssigned(new MockConsumer<>("latest"), List.of());
        }
        return new HookCollector(
                directory,
                replies,
                new GatewayLine(pending, this::send),
                new Times(),
                new ObjectMapper(),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private CompletableFuture<Void> send(HookRequest request) {
        if (!busReachable) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        sent.add(request);
        var reply = gateway.apply(request);
        if (reply != null) {
            pending.complete(request.id(), reply.getBytes(StandardCharsets.UTF_8));
        }
        return CompletableFuture.completedFuture(null);
    }

    private static HookCall call(String hook) {
        return new HookCall(hook, "/posts/one", JsonNodeFactory.instance.objectNode(), null);
    }

    private static HookSubscription subscription(String hook) {
        return new HookSubscription(hook, 100, 5000, List.of(), ErrorPolicy.ABORT, false, Map.of());
    }

    private static final class Times implements BeforeHooksConfig {

        @Override
        public Duration longestWait() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration transport() {
            return Duration.ofMillis(100);
        }
    }
}
