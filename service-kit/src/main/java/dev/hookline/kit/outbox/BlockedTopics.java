package dev.hookline.kit.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Topics that could not be reached. Whether they can be again is found out in threads of their own,
 * because each look can take seconds and other topics need not wait for it.
 */
final class BlockedTopics {

    private static final Logger LOG = Logger.getLogger(BlockedTopics.class);

    private final Predicate<String> reachable;
    private final Duration pause;
    private final Map<String, Thread> probes = new ConcurrentHashMap<>();

    /**
     * @param reachable whether events can be sent to a topic; may take seconds
     */
    BlockedTopics(Predicate<String> reachable, Duration pause) {
        this.reachable = reachable;
        this.pause = pause;
    }

    /** Blocks the topic until it can be reached. */
    void unreachable(String topic) {
        probes.computeIfAbsent(
                topic,
                name ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("outbox-topic-" + name)
                                .start(() -> awaitReachable(name)));
    }

    Set<String> now() {
        return Set.copyOf(probes.keySet());
    }

    void close() {
        probes.values().forEach(Thread::interrupt);
    }

    private void awaitReachable(String topic) {
        try {
            do {
                Thread.sleep(pause);
            } while (!reachable.test(topic));
            LOG.infof("topic can be reached again topic=%s", topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also after an error: the next event of the topic finds out.
            probes.remove(topic);
        }
    }
}
