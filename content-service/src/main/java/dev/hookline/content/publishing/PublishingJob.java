package dev.hookline.content.publishing;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets the clock publish. */
@ApplicationScoped
class PublishingJob {

    /** What one tick may do before the next one takes over. */
    private static final int AT_ONCE = 500;

    private final DuePublisher publisher;

    PublishingJob(DuePublisher publisher) {
        this.publisher = publisher;
    }

    @Scheduled(
            identity = "publish-due-entries",
            every = "{hookline.publishing.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        publisher.publishDue(AT_ONCE);
    }
}
