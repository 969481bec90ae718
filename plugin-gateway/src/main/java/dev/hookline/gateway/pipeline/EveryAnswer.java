package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks all handlers at once and puts their items together in pipeline order. A handler that errs
 * contributes nothing, whatever its error policy; the reply is always a completed one.
 */
@Singleton
final class EveryAnswer implements Combination {

    private final HandlerCalls calls;
    private final ItemisedAnswers check;
    private final CollectConfig config;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EveryAnswer(HandlerCalls calls, ItemisedAnswers check, CollectConfig config) {
        this.calls = calls;
        this.check = check;
        this.config = config;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    @Override
    public HookReply run(PipelineRequest request, List<Handler> handlers) {
        var asked = handlers.stream().map(handler -> ask(request, handler)).toList();
        var contributions =
                new Contributions(
                        config.maxItemSize().asLongValue(), config.maxReplySize().asLongValue());
        var trace = new ArrayList<CallTrace>();
        for (var answer : asked) {
            // Every call ends by the request's deadline, so waiting for all of them does, too.
            trace.add(contributed(answer.join(), contributions));
        }
        return new HookReply(HookReply.Outcome.COMPLETED, contributions.items(), null, null, trace);
    }

    private CompletableFuture<HandlerCalls.Call> ask(PipelineRequest request, Handler handler) {
        return CompletableFuture.supplyAsync(() -> calls.call(handler, request, check), threads);
    }

    private static CallTrace contributed(HandlerCalls.Call call, Contributions contributions) {
        var trace = call.trace();
        if (!(call.outcome() instanceof CallOutcome.Answered answered)) {
            return trace;
        }
        var dropped = new Dropped();
        for (var item : answered.value()) {
            contributions.add(trace.pluginId(), item, dropped);
        }
        return dropped.isEmpty() ? trace : complained(trace, dropped);
    }

    private static CallTrace complained(CallTrace trace, Dropped dropped) {
        var error =
                trace.error() == null
                        ? dropped.complaint()
                        : trace.error() + "; " + dropped.complaint();
        return new CallTrace(trace.pluginId(), trace.outcome(), trace.millis(), error);
    }
}
