package dev.hookline.gateway.memory;

import dev.hookline.kit.limit.ByteBudget;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The memory of answers of the plugin API, from when they are made until a plugin has read them.
 */
@ApplicationScoped
public class OutgoingAnswers {

    private static final int PART_OF_HEAP = 8;

    /** As text, as JSON, and in the buffers of the connection. */
    private static final int WEIGHT = 3;

    private static final int FREE = 16 * 1024;

    private final SharedBudget budget;
    private final CurrentVertxRequest request;

    OutgoingAnswers(MemoryConfig config, MeterRegistry metrics, CurrentVertxRequest request) {
        long bytes =
                config.outgoingAnswers()
                        .map(MemorySize::asLongValue)
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.budget =
                new SharedBudget(
                        new ByteBudget(bytes).meteredAs("plugin-api-answers", metrics),
                        config.percentPerPlugin());
        this.request = request;
    }

    /**
     * Counts the answer to the current request. Small ones are free.
     *
     * @param characters or bytes of it
     * @throws ProblemException 429 {@code too-many-at-once} when the plugin has too many unread
     */
    public void hold(String pluginId, long characters) {
        if (characters <= FREE) {
            return;
        }
        var held =
                budget.reserve(pluginId, WEIGHT * characters, Duration.ZERO)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.TOO_MANY_AT_ONCE,
                                        "plugin "
                                                + pluginId
                                                + " has too many large answers that it has not"
                                                + " read"));
        request.getCurrent().addEndHandler(end -> held.close());
    }
}
