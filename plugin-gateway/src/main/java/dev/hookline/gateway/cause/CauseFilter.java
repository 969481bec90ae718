package dev.hookline.gateway.cause;

import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Gives each write of a plugin its place in the chain of causes, and ends chains without end. */
@Provider
@CausesEvents
@Priority(Priorities.AUTHORIZATION)
class CauseFilter implements ContainerRequestFilter {

    static final String HEADER = "hookline-cause";

    private static final Logger LOG = Logger.getLogger(CauseFilter.class);

    private final CallingPlugin plugin;
    private final CauseTokens tokens;
    private final CallsUnderWay calls;
    private final CurrentCause current;
    private final HooksBehind hooks;
    private final Instance<CauseConfig> config;
    private final Clock clock;

    CauseFilter(
            CallingPlugin plugin,
            CauseTokens tokens,
            CallsUnderWay calls,
            CurrentCause current,
            HooksBehind hooks,
            // Filters are made before the configuration can be read.
            Instance<CauseConfig> config,
            Clock clock) {
        this.plugin = plugin;
        this.tokens = tokens;
        this.calls = calls;
        this.current = current;
        this.hooks = hooks;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var cause = toldTo(request.getHeaderString(HEADER)).through(plugin.id());
        if (cause.depth() > config.get().deepest()) {
            throw refusal(cause);
        }
        current.set(cause);
    }

    private Cause toldTo(String header) {
        if (header == null || header.isBlank()) {
            hooks.set(calls.hooks(plugin.id()));
            return calls.deepest(plugin.id())
                    .orElseGet(() -> Cause.startingWith(UuidV7.at(clock.instant()).toString()));
        }
        var told =
                tokens.read(plugin.id(), header.strip())
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.INVALID_PARAMETER,
                                        List.of(
                                                new Fault(
                                                        HEADER,
                                                        "is not what this plugin was told as"
                                                                + " context.cause"))));
        hooks.set(Set.of(told.hook()));
        return told.cause();
    }

    private ProblemException refusal(Cause cause) {
        LOG.warnf(
                "loop of plugins ended pluginId=%s causationId=%s depth=%d chain=%s",
                plugin.id(), cause.id(), cause.depth(), cause.chain());
        return Problem.of(
                        ProblemType.CAUSATION_LOOP,
                        "this write would be number %d of a chain of writes by plugins, %d are allowed: %s"
                                .formatted(
                                        cause.depth(),
                                        config.get().deepest(),
                                        String.join(" → ", cause.chain())))
                .with("depth", cause.depth())
                .with("limit", config.get().deepest())
                .with("chain", cause.chain())
                .with("causationId", cause.id())
                .asException();
    }
}
