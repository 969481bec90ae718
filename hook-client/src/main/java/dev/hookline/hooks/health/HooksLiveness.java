package dev.hookline.hooks.health;

import dev.hookline.hooks.before.ReplySubscription;
import dev.hookline.kit.thread.KafkaSender;
import dev.hookline.kit.thread.LiveThreads;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has liveness watch the threads that carry questions to the bus and replies from it. */
@ApplicationScoped
class HooksLiveness {

    /** The connector names its producers so. */
    private static final String PRODUCER = "kafka-producer-before-requests";

    void start(
            @Observes StartupEvent event,
            LiveThreads threads,
            @Identifier("before-replies") ReplySubscription replies) {
        threads.watch(new KafkaSender(PRODUCER));
        threads.watch(replies.polls());
    }
}
