package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

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
 * to a page is never worth losing the page: {@link HookCollector} goes without.
 */
@ApplicationScoped
public class BeforeHooks {

    private static final Logger LOG = Logger.getLogger(BeforeHooks.class);

    private final PluginDirectory directory;
    private final ReplySubscription replies;
    private final GatewayLine gateway;
    private final BeforeHooksConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    BeforeHooks(
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
        return switch (gateway.ask(request, patience)) {
            case GatewayLine.Replied replied -> outcomeOf(call, replied.body());
            case GatewayLine.Late late ->
                    new HookOutcome.TimedOut(
                            call.hook(), null, "the plugin gateway did not answer in time");
            case GatewayLine.Unreachable unreachable ->
                    new HookOutcome.Unreachable(call.hook(), unreachable.detail());
        };
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
