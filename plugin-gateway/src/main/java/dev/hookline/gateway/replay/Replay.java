package dev.hookline.gateway.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replay, as it stands.
 *
 * @param hooks only events of these; empty for all
 * @param state running until the last event is queued, then finished; failed when it cannot go on
 * @param spans what is left of each partition, by {@code topic/partition}; null before the start
 * @param queued how many events have been queued for the plugin
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(
        long id,
        String pluginId,
        Instant from,
        Instant to,
        Set<String> hooks,
        boolean deadLettersOnly,
        String state,
        @JsonIgnore @Nullable Map<String, Span> spans,
        long queued,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** Offsets that are still to be read, the end not included. */
    record Span(long next, long end) {}
}
