package dev.hookline.kit.thread;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when a background thread has died, is stuck or has met an error that it cannot survive. */
@Liveness
@ApplicationScoped
class ThreadLiveness implements HealthCheck {

    private final LiveThreads threads;

    ThreadLiveness(LiveThreads threads) {
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        var faults = threads.faults();
        var response = HealthCheckResponse.named("threads").status(faults.isEmpty());
        faults.forEach(response::withData);
        return response.build();
    }
}
