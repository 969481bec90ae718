package dev.hookline.media.derivative;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/** Counts what is asked for and what it costs. */
@ApplicationScoped
public class DerivativeMetrics {

    private final MeterRegistry meters;

    public DerivativeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(DerivativeCache cache) {
        Gauge.builder("hookline.media.derivatives.cache.size", cache, DerivativeCache::bytes)
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder(
                        "hookline.media.derivatives.evictions", cache, DerivativeCache::evictions)
                .register(meters);
    }

    Derivative counted(Derivative result) {
        return counted(outcome(result), result);
    }

    Derivative counted(String outcome, Derivative result) {
        meters.counter("hookline.media.derivatives.requests", "outcome", outcome).increment();
        return result;
    }

    Derivative timed(Callable<Derivative> work) throws Exception {
        var timer = Timer.start(meters);
        var outcome = "failed";
        try {
            var result = work.call();
            outcome = outcome(result);
            return result;
        } finally {
            timer.stop(meters.timer("hookline.media.derivatives.making", "outcome", outcome));
        }
    }

    private static String outcome(Derivative result) {
        return switch (result) {
            case Derivative.Made made -> "made";
            case Derivative.None none -> "none";
            case Derivative.Busy busy -> "busy";
        };
    }
}
