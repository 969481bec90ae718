package dev.hookline.hooks.before;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.call.Contribution;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the plugins of a hook and waits for their common answer.
 *
 * <pre>
 *   directory: anybody? ──no──► Completed(null) │ NoProvider, nothing sent
 *        │yes
 *        ▼
 *   expect reply ──► send request ──failed──► Unreachable
 *                        │
 *                        ▼
 *               wait until deadline ──missed──► TimedOut (by the gateway)
 *                        │reply
 *                        ▼
 *        Completed │ NoProvider │ Rejected │ Failed │ TimedOut
 * </pre>
 *
 * A guard that cannot be asked stops the operation: {@link #ask} says so. What plugins contribute
 * to a page is never worth losing the page: {@link #collect} goes without.
 */
@ApplicationScoped
public class BeforeHooks {

    private static final Logger LOG = Logger.getLogger(BeforeHooks.class);

    private final PluginDirectory directory;
    private final ReplySubscription replies;
    private final PendingReplies pending;
    private final RequestChannel requests;
    private final BeforeHooksConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    BeforeHooks(
            PluginDirectory directory,
            @Identifier("before-replies") ReplySubscription replies,
            PendingReplies pending,
            RequestChannel requests,
            BeforeHooksConfig config,
            ObjectMapper json,
            MeterRegistry metrics,
            Clock clock) {
        this.directory = directory;
        this.replies = replies;
        this.pending = pending;
        this.requests = requests;
        this.config = config;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Asks and waits, for every mode but collect. Must not be called while a transaction or
     * connection is held: plugins may take seconds.
     *
     * @throws dev.hookline.kit.problem.ProblemException 503 while the plugins of this platform are
     *     not known yet
     */
    public HookOutcome ask(HookCall call) {
        if (call.definition().mode() == HookMode.COLLECT) {
            throw new IllegalArgumentException("contributions are collected: " + call.hook());
        }
        directory.requireComplete();
        return settle(call);
    }

    /**
     * Collects what plugins contribute, in pipeline order; empty, with a line in the log, when they
     * cannot be asked or do not answer in time. Must not be called while a transaction or
     * connection is held.
     */
    public List<Contribution> collect(HookCall call) {
        if (call.definition().mode() != HookMode.COLLECT) {
            throw new IllegalArgumentException("nothing is collected from " + call.hook());
        }
        if (!directory.isComplete()) {
            return without(call, "the plugin directory has not been read to its end");
        }
        return switch (settle(call)) {
            case HookOutcome.Completed completed -> contributions(call, completed.value());
            case HookOutcome.NoProvider missing -> without(call, missing.detail());
            case HookOutcome.Rejected rejected -> without(call, rejected.detail());
            case HookOutcome.Failed failed -> without(call, failed.detail());
            case HookOutcome.TimedOut late -> without(call, late.detail());
            case HookOutcome.Unreachable unreachable -> without(call, unreachable.detail());
        };
    }

    private List<Contribution> contributions(HookCall call, @Nullable JsonNode collected) {
        try {
            return collected == null
                    ? List.of()
                    : List.of(LenientJson.read(json, collected, Contribution[].class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return without(call, "the plugin gateway's reply is not readable");
        }
    }

    private static List<Contribution> without(HookCall call, String reason) {
        LOG.warnf(
                "goes without contributions hook=%s subject=%s: %s",
                call.hook(), call.subject(), reason);
        return List.of();
    }

    private HookOutcome settle(HookCall call) {
        var mode = call.definition().mode();
        var subscribers =
                directory.subscribers(call.hook(), call.definition().matchProperties(call.event()));
        if (mode == HookMode.EXCLUSIVE
                && subscribers.stream().noneMatch(HookSubscription::exclusive)) {
            return new HookOutcome.NoProvider(
                    call.hook(), "no active plugin provides " + call.hook());
        }
        if (subscribers.isEmpty()) {
            return HookOutcome.Completed.UNTOUCHED;
        }
        if (!replies.hasJoined()) {
            return new HookOutcome.Unreachable(call.hook(), "replies of plugins cannot arrive yet");
        }
        long started = System.nanoTime();
        var outcome = askGateway(call, WaitingTime.of(mode, subscribers, config.longestWait()));
        metrics.timer(
                        "hookline.before.wait",
                        "hook",
                        call.hook(),
                        "outcome",
                        outcome.getClass().getSimpleName())
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        return outcome;
    }

    private HookOutcome askGateway(HookCall call, Duration budget) {
        // The gateway must give up first, so that its reply can still say which plugin was late.
        var deadline = budget.plus(config.transport().dividedBy(2));
        var patience = budget.plus(config.transport());
        var request = HookRequest.of(call, clock.instant(), deadline, directory.revision());
        var reply = pending.expect(request.id());
        try {
            requests.send(request).exceptionally(failure -> fail(reply, failure));
            return outcomeOf(call, reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new HookOutcome.TimedOut(
                    call.hook(), null, "the plugin gateway did not answer in time");
        } catch (ExecutionException e) {
            LOG.warnf(
                    "hook request not sent hook=%s subject=%s: %s",
                    call.hook(), call.subject(), e.getCause());
            return new HookOutcome.Unreachable(call.hook(), "the event bus cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HookOutcome.Unreachable(call.hook(), "the service is stopping");
        } finally {
            pending.forget(request.id());
        }
    }

    private static Void fail(CompletableFuture<byte[]> reply, Throwable failure) {
        reply.completeExceptionally(failure);
        return null;
    }

    private HookOutcome outcomeOf(HookCall call, byte[] body) {
        HookReply reply;
        try {
            reply = LenientJson.read(json, body, HookReply.class);
        } catch (IOException e) {
            LOG.errorf(
                    "reply is not readable hook=%s subject=%s: %s",
                    call.hook(), call.subject(), e.getMessage());
            return new HookOutcome.Failed(
                    call.hook(), null, "the plugin gateway's reply is not readable");
        }
        var detail = Objects.requireNonNullElse(reply.detail(), "no reason given");
        return switch (reply.outcome()) {
            case COMPLETED -> new HookOutcome.Completed(reply.value(), reply.pluginId());
            case NO_PROVIDER -> new HookOutcome.NoProvider(call.hook(), detail);
            case REJECTED -> new HookOutcome.Rejected(call.hook(), reply.pluginId(), detail);
            case FAILED -> new HookOutcome.Failed(call.hook(), reply.pluginId(), detail);
            case TIMED_OUT -> new HookOutcome.TimedOut(call.hook(), reply.pluginId(), detail);
        };
    }
}
