package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.topic.TopicOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * An active plugin whose new manifest takes hooks of a further topic gets that topic's events from
 * now on. Installation and activation set all starts by themselves.
 */
@ApplicationScoped
class GainedTopics {

    private final Rosters rosters;
    private final DeliveryStarts starts;

    GainedTopics(Rosters rosters, DeliveryStarts starts) {
        this.rosters = rosters;
        this.starts = starts;
    }

    /**
     * Where the topics begin that a plugin gains; empty when it gains none. May ask the broker, so
     * nothing may be locked meanwhile.
     */
    Map<TopicPartition, TopicOffset> startsOf(String pluginId, Manifest manifest) {
        return rosters.current()
                .find(pluginId)
                .map(former -> startsOf(former, manifest))
                .orElse(Map.of());
    }

    private Map<TopicPartition, TopicOffset> startsOf(RegisteredPlugin former, Manifest manifest) {
        if (!former.isActive()) {
            return Map.of();
        }
        var present = former.pushTopics();
        var gained = former.with(manifest).pushTopics();
        if (present.containsAll(gained)) {
            return Map.of();
        }
        var ends = new HashMap<>(starts.currentEnds());
        ends.keySet()
                .removeIf(partition ->
                        present.contains(partition.topic()) || !gained.contains(partition.topic()));
        return ends;
    }
}
