package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.registry.Handler;
import dev.hookline.gateway.registry.Roster;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Runs a hook that somebody waits for, with the handlers that the roster has. */
@ApplicationScoped
public class PipelineRunner {

    private final Rosters rosters;
    private final FilterChain filter;
    private final Gate gate;
    private final SelectedProvider exclusive;
    private final EveryAnswer collect;
    private final FirstAnswer first;

    PipelineRunner(
            Rosters rosters,
            FilterChain filter,
            Gate gate,
            SelectedProvider exclusive,
            EveryAnswer collect,
            FirstAnswer first) {
        this.rosters = rosters;
        this.filter = filter;
        this.gate = gate;
        this.exclusive = exclusive;
        this.collect = collect;
        this.first = first;
    }

    /**
     * Runs a hook to its end, at the latest at its deadline.
     *
     * @param directoryRevision what the caller knows of the plugins; the pipeline is never older
     * @throws IllegalArgumentException for a hook that no service waits for
     */
    public HookReply run(PipelineRequest request, long directoryRevision) {
        var roster = rosters.atLeast(directoryRevision);
        return switch (request.hook().mode()) {
            case FILTER -> filter.run(request, handlers(roster, request));
            case GATE -> gate.run(request, handlers(roster, request));
            case EXCLUSIVE -> exclusive.run(request, provider(roster, request));
            case COLLECT -> collect.run(request, handlers(roster, request));
            case FIRST -> first.run(request, handlers(roster, request));
            case NOTIFY, LIFECYCLE, REGISTER ->
                    throw new IllegalArgumentException(
                            "no service waits for " + request.hook().name());
        };
    }

    /**
     * Runs several hooks that collect, all at once and with one reply.
     *
     * @param requests different hooks with one request id and one deadline
     * @param directoryRevision what the caller knows of the plugins; no pipeline is older
     * @throws IllegalArgumentException for a hook that does not collect
     */
    public HookReply runAll(List<PipelineRequest> requests, long directoryRevision) {
        var roster = rosters.atLeast(directoryRevision);
        return collect.runAll(requests.stream().map(it -> question(roster, it)).toList());
    }

    private static EveryAnswer.Question question(Roster roster, PipelineRequest request) {
        if (request.hook().mode() != HookMode.COLLECT) {
            throw new IllegalArgumentException(
                    "nothing is collected from " + request.hook().name());
        }
        return new EveryAnswer.Question(request, handlers(roster, request));
    }

    private static List<Handler> handlers(Roster roster, PipelineRequest request) {
        var hook = request.hook();
        return roster.pipeline(hook.name(), hook.matchProperties(request.event()));
    }

    private static List<Handler> provider(Roster roster, PipelineRequest request) {
        var hook = request.hook();
        var properties = hook.matchProperties(request.event());
        return roster.provider(hook.name())
                .filter(provider -> provider.subscription().matches(properties))
                .map(List::of)
                .orElse(List.of());
    }
}
