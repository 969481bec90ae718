package dev.hookline.gateway.before;

import dev.hookline.kit.thread.KafkaSender;
import dev.hookline.kit.thread.LiveThreads;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has liveness watch the threads that carry requests from the bus and replies to it. */
@ApplicationScoped
class BusLiveness {

    /** The connector names its producers so. */
    private static final String PRODUCER = "kafka-producer-before-replies";

    void start(
            @Observes StartupEvent event,
            LiveThreads threads,
            @Identifier("before-requests") RequestSubscription requests) {
        threads.watch(new KafkaSender(PRODUCER));
        threads.watch(requests.polls());
    }
}
