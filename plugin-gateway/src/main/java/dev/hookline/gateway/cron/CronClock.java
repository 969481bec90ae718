package dev.hookline.gateway.cron;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Drives the tasks. */
@ApplicationScoped
class CronClock {

    private final DueTasks dueTasks;
    private final TaskOwners owners;
    private final Realignment realignment;
    private volatile boolean stopping;

    CronClock(DueTasks dueTasks, TaskOwners owners, Realignment realignment) {
        this.dueTasks = dueTasks;
        this.owners = owners;
        this.realignment = realignment;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(identity = "cron-tick", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        if (!stopping) {
            dueTasks.tickAll(owners.active());
        }
    }

    @Scheduled(
            identity = "cron-realign",
            every = "${hookline.gateway.cron.realign-every:10m}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void realign() {
        if (!stopping) {
            realignment.realignAll();
        }
    }
}
