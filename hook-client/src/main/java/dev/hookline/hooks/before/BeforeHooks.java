package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.call.HookReply;
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

/**
 * Asks the plugins of a hook and waits for their common answer.
 *
 * <pre>
 *   directory: anybody? ──no──► Completed(null), nothing sent
 *        │yes
 *        ▼
 *   expect reply ──► send request ──failed──► Unreachable
 *                        │
 *                        ▼
 *               wait until deadline ──missed──► TimedOut (by the gateway)
 *                        │reply
 *                        ▼
 *              Completed │ Rejected │ Failed │ TimedOut
 * </pre>
 */
@ApplicationScoped
public class BeforeHooks {

    private static final Logger LOG = Logger.getLogger(BeforeHooks.class);

    private final PluginDirectory directory;
    private final ReplySubscription replies;
    private final PendingReplies pending;
    private final HookRequestSender sender;
    private final BeforeHooksConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    BeforeHooks(
            PluginDirectory directory,
            @Identifier("before-replies") ReplySubscription replies,
            PendingReplies pending,
            HookRequestSender sender,
            BeforeHooksConfig config,
            ObjectMapper json,
            MeterRegistry metrics,
            Clock clock) {
        this.directory = directory;
        this.replies = replies;
        this.pending = pending;
        this.sender = sender;
        this.config = config;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Asks and waits. Must not be called while a transaction or connection is held: plugins may
     * take seconds.
     *
     * @throws dev.hookline.kit.problem.ProblemException 503 while the plugins of this platform are
     *     not known yet
     */
    public HookOutcome ask(HookCall call) {
        directory.requireComplete();
        var subscribers =
                directory.subscribers(call.hook(), call.definition().matchProperties(call.event()));
        if (subscribers.isEmpty()) {
            return new HookOutcome.Completed(null);
        }
        if (!replies.hasJoined()) {
            return new HookOutcome.Unreachable(call.hook(), "replies of plugins cannot arrive yet");
        }
        long started = System.nanoTime();
        var outcome = askGateway(call, budgetOf(subscribers));
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
            sender.send(request).exceptionally(failure -> fail(reply, failure));
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

    private Duration budgetOf(List<HookSubscription> subscribers) {
        var plugins =
                subscribers.stream()
                        .map(HookSubscription::timeout)
                        .reduce(Duration.ZERO, Duration::plus);
        var bounded = plugins.compareTo(config.longestWait()) < 0 ? plugins : config.longestWait();
        return bounded;
    }

    private HookOutcome outcomeOf(HookCall call, byte[] body) {
        HookReply reply;
        try {
            reply = json.readValue(body, HookReply.class);
        } catch (IOException e) {
            LOG.errorf(
                    "reply is not readable hook=%s subject=%s: %s",
                    call.hook(), call.subject(), e.getMessage());
            return new HookOutcome.Failed(
                    call.hook(), null, "the plugin gateway's reply is not readable");
        }
        var detail = Objects.requireNonNullElse(reply.detail(), "no reason given");
        return switch (reply.outcome()) {
            case COMPLETED -> new HookOutcome.Completed(reply.value());
            case REJECTED -> new HookOutcome.Rejected(call.hook(), reply.pluginId(), detail);
            case FAILED -> new HookOutcome.Failed(call.hook(), reply.pluginId(), detail);
            case TIMED_OUT -> new HookOutcome.TimedOut(call.hook(), reply.pluginId(), detail);
        };
    }
}
