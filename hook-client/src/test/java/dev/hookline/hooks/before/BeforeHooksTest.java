package dev.hookline.hooks.before;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.hooks.directory.Directories;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeforeHooksTest {

    private static final String SAVE = "content:beforeSave";
    private static final String DELIVER = "email:deliver";
    private static final String LINKS = "menu_links";
    private static final Duration PLUGIN = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final PendingReplies pending = new PendingReplies();
    private final List<HookRequest> sent = new ArrayList<>();
    private boolean joined = true;
    private boolean busReachable = true;
    private Function<HookRequest, @Nullable String> gateway = request -> null;

    @Test
    void handsOnWhatTheGatewayReplies() {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "value": {"title": "x"}, "trace": []}
                        """;

        var outcome = hooks(Directories.of(subscription(SAVE, false))).ask(call(SAVE));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        HookOutcome.Completed.class,
                        completed ->
                                assertThat(requireNonNull(completed.value()).path("title").asText())
                                        .isEqualTo("x"));
    }

    @Test
    void sendsNothingWhenNobodyTakesPart() {
        assertThat(hooks(Directories.of()).ask(call(SAVE)))
                .isEqualTo(new HookOutcome.Completed(null, null));
        assertThat(sent).isEmpty();
    }

    @Test
    void tellsAMissingProviderFromAFailure() {
        assertThat(hooks(Directories.of()).ask(call(DELIVER)))
                .isInstanceOf(HookOutcome.NoProvider.class);
        assertThat(hooks(Directories.of(subscription(DELIVER, false))).ask(call(DELIVER)))
                .isInstanceOf(HookOutcome.NoProvider.class);
        assertThat(sent).isEmpty();

        gateway =
                request ->
                        """
                        {"outcome": "NO_PROVIDER", "detail": "nobody is selected", "trace": []}
                        """;
        var outcome = hooks(Directories.of(subscription(DELIVER, true))).ask(call(DELIVER));

        assertThat(outcome).isEqualTo(new HookOutcome.NoProvider(DELIVER, "nobody is selected"));
        assertThat(HookProblems.toException(outcome).problem().status()).isEqualTo(503);
    }

    @Test
    void namesTheProviderThatDidTheWork() {
        gateway =
                request ->
                        """
                        {"outcome": "COMPLETED", "pluginId": "mailer", "trace": []}
                        """;

        assertThat(hooks(Directories.of(subscription(DELIVER, true))).ask(call(DELIVER)))
                .isEqualTo(new HookOutcome.Completed(null, "mailer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAVE, "content:beforeDelete", DELIVER, "forbidden"})
    void refusesWhatPluginsGuardWhenTheyCannotBeAsked(String hook) {
        var subscribed = Directories.of(subscription(hook, hook.equals(DELIVER)));
        assertThatThrownBy(() -> hooks(Directories.unread()).ask(call(hook)))
                .isInstanceOf(ProblemException.class);
        assertThat(hooks(subscribed).ask(call(hook))).isInstanceOf(HookOutcome.TimedOut.class);
        busReachable = false;
        assertThat(hooks(subscribed).ask(call(hook))).isInstanceOf(HookOutcome.Unreachable.class);
        joined = false;
        assertThat(hooks(subscribed).ask(call(hook))).isInstanceOf(HookOutcome.Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({"FILTER, 600", "GATE, 600", "FIRST, 600", "COLLECT, 300", "EXCLUSIVE, 300"})
    void waitsForTheSumOrTheLongest(HookMode mode, long millis) {
        var asked = List.of(taking(100), taking(300), taking(200));

        assertThat(WaitingTime.of(mode, asked, LIMIT)).isEqualTo(Duration.ofMillis(millis));
        assertThat(WaitingTime.of(mode, asked, Duration.ofMillis(250)))
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void doesNotAskHooksThatCollect() {
        var hooks = hooks(Directories.of());

        assertThatIllegalArgumentException().isThrownBy(() -> hooks.ask(call(LINKS)));
    }

    private BeforeHooks hooks(PluginDirectory directory) {
        var replies = new ReplySubscription();
        if (joined) {
            replies.onPartitionsAssigned(new MockConsumer<>("latest"), List.of());
        }
        return new BeforeHooks(
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
        return new HookCall(hook, "posts/1", JsonNodeFactory.instance.objectNode(), null);
    }

    private static HookSubscription subscription(String hook, boolean exclusive) {
        return new HookSubscription(
                hook, 100, PLUGIN.toMillis(), List.of(), ErrorPolicy.ABORT, exclusive, Map.of());
    }

    private static HookSubscription taking(long millis) {
        return new HookSubscription(
                SAVE, 100, millis, List.of(), ErrorPolicy.ABORT, false, Map.of());
    }

    private static final class Times implements BeforeHooksConfig {

        @Override
        public Duration longestWait() {
            return LIMIT;
        }

        @Override
        public Duration transport() {
            return Duration.ofMillis(100);
        }
    }
}
