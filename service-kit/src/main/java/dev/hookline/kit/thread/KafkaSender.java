package dev.hookline.kit.thread;

import java.util.Arrays;
import java.util.Optional;

/**
 * The network thread of a Kafka producer. The client does not restart it when it dies, and accepts
 * records that never leave.
 */
public final class KafkaSender implements Watched {

    private static final String THREADS = "kafka-producer-network-thread | ";

    private final String clientId;
    private volatile boolean seen;

    /**
     * @param clientId of the producer, which need not exist yet
     */
    public KafkaSender(String clientId) {
        this.clientId = clientId;
    }

    @Override
    public String name() {
        return "producer " + clientId;
    }

    @Override
    public Optional<String> fault() {
        if (isAlive(THREADS + clientId)) {
            seen = true;
            return Optional.empty();
        }
        return seen ? Optional.of("its network thread has ended") : Optional.empty();
    }

    private static boolean isAlive(String thread) {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        // Threads may be added meanwhile; what does not fit would be left out silently.
        var threads = new Thread[2 * group.activeCount() + 100];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).anyMatch(each -> thread.equals(each.getName()));
    }
}
