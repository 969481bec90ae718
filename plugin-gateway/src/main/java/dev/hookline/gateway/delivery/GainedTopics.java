package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.registry.PluginStored;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Rosters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
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

    void start(@Observes PluginStored stored) {
        var plugin = stored.plugin();
        rosters.current()
                .find(plugin.id())
                .filter(former -> former.isActive() && plugin.isActive())
                .map(former -> gained(former, plugin))
                .filter(topics -> !topics.isEmpty())
                .ifPresent(topics -> {
                    var ends = new HashMap<TopicPartition, Long>(starts.currentEnds());
                    ends.keySet().removeIf(partition -> !topics.contains(partition.topic()));
                    starts.store(plugin.id(), ends);
                });
    }

    private static Set<String> gained(RegisteredPlugin former, RegisteredPlugin plugin) {
        var gained = new HashSet<>(PushTopics.of(plugin));
        gained.removeAll(PushTopics.of(former));
        return gained;
    }
}
