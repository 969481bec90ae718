package dev.hookline.kit.thread;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/** The polls of a consumer whose loop belongs to a library; they go on while no broker answers. */
public final class KafkaPolls implements Watched {

    private static final String LAST_POLL = "last-poll-seconds-ago";

    private final String channel;
    private final Duration longest;
    private volatile @Nullable Consumer<?, ?> consumer;

    /**
     * @param longest pause between two polls
     */
    public KafkaPolls(String channel, Duration longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /** Begins to watch a consumer; one that is followed already makes room. */
    public void follow(Consumer<?, ?> polled) {
        consumer = polled;
    }

    @Override
    public String name() {
        return "consumer " + channel;
    }

    @Override
    public Optional<String> fault() {
        var followed = consumer;
        if (followed == null) {
            return Optional.empty();
        }
        return followed.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(LAST_POLL))
                .map(KafkaPolls::seconds)
                .filter(seconds -> seconds > longest.toSeconds())
                .findFirst()
                .map(seconds -> "no poll for " + Math.round(seconds) + " s");
    }

    private static double seconds(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
