package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.jspecify.annotations.Nullable;

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
        return gather(askAll(request, handlers), config.maxReplySize().asLongValue()).reply();
    }

    /**
     * Asks the handlers of several hooks at once. The hooks share the size of one reply: what the
     * first ones take is not there for the later ones.
     *
     * @return an object with the items of each hook
     */
    HookReply runAll(List<Question> questions) {
        var asked = questions.stream().map(it -> askAll(it.request(), it.handlers())).toList();
        var value = JsonNodeFactory.instance.objectNode();
        var trace = new ArrayList<CallTrace>();
        Long maxAge = null;
        long left = config.maxReplySize().asLongValue();
        for (int i = 0; i < questions.size(); i++) {
            var hook = questions.get(i).request().hook().name();
            var gathered = gather(asked.get(i), left);
            left = gathered.left();
            value.set(hook, gathered.reply().value());
            gathered.reply().trace().forEach(call -> trace.add(call.of(hook)));
            maxAge = shorter(maxAge, gathered.reply().maxAge());
        }
        return new HookReply(HookReply.Outcome.COMPLETED, value, null, null, trace, maxAge);
    }

    /** One hook of several, with the handlers that take its event, in pipeline order. */
    record Question(PipelineRequest request, List<Handler> handlers) {}

    private record Gathered(HookReply reply, long left) {}

    private Gathered gather(List<CompletableFuture<HandlerCalls.Call>> asked, long largestReply) {
        var contributions = new Contributions(config.maxItemSize().asLongValue(), largestReply);
        var trace = new ArrayList<CallTrace>();
        Long maxAge = null;
        for (var answer : asked) {
            // Every call ends by the request's deadline, so waiting for all of them does, too.
            var call = answer.join();
            trace.add(contributed(call, contributions));
            if (call.outcome() instanceof CallOutcome.Answered answered) {
                maxAge = shorter(maxAge, answered.maxAge());
            }
        }
        var reply =
                new HookReply(
                        HookReply.Outcome.COMPLETED,
                        contributions.items(),
                        null,
                        null,
                        trace,
                        maxAge);
        return new Gathered(reply, contributions.left());
    }

    private static @Nullable Long shorter(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private List<CompletableFuture<HandlerCalls.Call>> askAll(
            PipelineRequest request, List<Handler> handlers) {
        return handlers.stream().map(handler -> ask(request, handler)).toList();
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
