package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.Contribution;
import dev.hookline.schemas.call.HookQuestions;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects what plugins contribute to a page: all its hooks in one request and one reply, within
 * one budget. Never fails: what cannot be asked, or does not come in time, is left out.
 *
 * <pre>
 *   hooks that an active plugin takes: none ──► nothing sent
 *                                       one ──► an ordinary request of that hook
 *                                   several ──► one request of type hookline.hook.questions
 * </pre>
 */
@ApplicationScoped
public class HookCollector {

    private static final Logger LOG = Logger.getLogger(HookCollector.class);

    /** The gateway stops a fifth of the time earlier, so that its reply still arrives. */
    private static final int SHARE_FOR_THE_REPLY = 5;

    private final PluginDirectory directory;
    private final ReplySubscription replies;
    private final GatewayLine gateway;
    private final BeforeHooksConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    HookCollector(
            PluginDirectory directory,
            @Identifier("before-replies") ReplySubscription replies,
            GatewayLine gateway,
            BeforeHooksConfig config,
            ObjectMapper json,
            MeterRegistry metrics,
            Clock clock) {
        this.directory = directory;
        this.replies = replies;
        this.gateway = gateway;
        this.config = config;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Asks all plugins of all hooks at once. Must not be called while a transaction or connection
     * is held.
     *
     * @param calls hooks of mode collect and of one domain, each at most once, with the same
     *     subject and actor
     * @param budget the longest wait, everything included
     * @throws IllegalArgumentException for a hook of another mode
     */
    public Collected collect(List<HookCall> calls, Duration budget) {
        calls.forEach(HookCollector::requireCollect);
        if (!directory.isComplete()) {
            return without(calls, "the plugin directory has not been read to its end");
        }
        var taken = calls.stream().filter(call -> !subscribers(call).isEmpty()).toList();
        if (taken.isEmpty()) {
            return Collected.NOTHING;
        }
        if (!replies.hasJoined()) {
            return without(taken, "replies of plugins cannot arrive yet");
        }
        long started = System.nanoTime();
        var collected = ask(taken, patience(taken, budget));
        metrics.timer("hookline.collect.wait", "complete", String.valueOf(collected.complete()))
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        return collected;
    }

    private Collected ask(List<HookCall> calls, Duration patience) {
        var deadline = patience.minus(patience.dividedBy(SHARE_FOR_THE_REPLY));
        var request = requestOf(calls, deadline);
        return switch (gateway.ask(request, patience)) {
            case GatewayLine.Replied replied -> read(calls, replied.body());
            case GatewayLine.Late late ->
                    without(calls, "the plugin gateway did not answer in time");
            case GatewayLine.Unreachable unreachable -> without(calls, unreachable.detail());
        };
    }

    private HookRequest requestOf(List<HookCall> calls, Duration deadline) {
        var now = clock.instant();
        var revision = directory.revision();
        var first = calls.getFirst();
        if (calls.size() == 1) {
            return HookRequest.of(first, now, deadline, revision);
        }
        var questions =
                calls.stream()
                        .map(call -> new HookQuestions.Question(call.hook(), call.event()))
                        .toList();
        ObjectNode body = json.valueToTree(new HookQuestions(questions));
        return HookRequest.of(first, body, now, deadline, revision);
    }

    private Duration patience(List<HookCall> calls, Duration budget) {
        var all = calls.stream().flatMap(call -> subscribers(call).stream()).toList();
        var needed = WaitingTime.of(HookMode.COLLECT, all, config.longestWait());
        var longest = needed.plus(config.transport());
        return longest.compareTo(budget) < 0 ? longest : budget;
    }

    private Collected read(List<HookCall> calls, byte[] body) {
        try {
            var reply = LenientJson.read(json, body, HookReply.class);
            if (reply.outcome() != HookReply.Outcome.COMPLETED) {
                return without(calls, String.valueOf(reply.detail()));
            }
            var byHook = new HashMap<String, List<Contribution>>();
            for (var call : calls) {
                var items = itemsOf(calls, call, reply.value());
                if (items != null) {
                    byHook.put(
                            call.hook(),
                            List.of(LenientJson.read(json, items, Contribution[].class)));
                }
            }
            return new Collected(byHook, isComplete(calls, byHook, reply), maxAge(reply));
        } catch (IOException | IllegalArgumentException e) {
            return without(calls, "the plugin gateway's reply is not readable");
        }
    }

    private static @Nullable JsonNode itemsOf(
            List<HookCall> calls, HookCall call, @Nullable JsonNode value) {
        if (calls.size() == 1 || value == null) {
            return value;
        }
        return value.get(call.hook());
    }

    private static boolean isComplete(
            List<HookCall> calls, Map<String, List<Contribution>> byHook, HookReply reply) {
        return byHook.size() == calls.size()
                && reply.trace().stream()
                        .map(CallTrace::outcome)
                        .noneMatch(it ->
                                it == CallTrace.Outcome.FAILED
                                        || it == CallTrace.Outcome.TIMED_OUT);
    }

    private static Optional<Duration> maxAge(HookReply reply) {
        return Optional.ofNullable(reply.maxAge()).map(Duration::ofSeconds);
    }

    private List<HookSubscription> subscribers(HookCall call) {
        return directory.subscribers(call.hook(), call.definition().matchProperties(call.event()));
    }

    private static void requireCollect(HookCall call) {
        if (call.definition().mode() != HookMode.COLLECT) {
            throw new IllegalArgumentException("nothing is collected from " + call.hook());
        }
    }

    private static Collected without(List<HookCall> calls, String reason) {
        LOG.warnf(
                "goes without contributions hooks=%s subject=%s: %s",
                calls.stream().map(HookCall::hook).toList(),
                calls.isEmpty() ? "" : calls.getFirst().subject(),
                reason);
        return Collected.UNKNOWN;
    }
}
