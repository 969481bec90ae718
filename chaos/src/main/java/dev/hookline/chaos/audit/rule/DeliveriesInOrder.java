package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The order in which a plugin takes events for the first time, against their order on the topic.
 * Ticks are left out: a later one may overtake one that failed.
 */
public final class DeliveriesInOrder implements Rule {

    @Override
    public String promise() {
        return "a plugin takes the events of a subject in the order of the topic";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var firsts = new HashMap<String, BusEvent>();
        evidence.events().forEach(event -> firsts.putIfAbsent(event.id(), event));
        var seen = new HashSet<String>();
        Map<String, BusEvent> newest = new HashMap<>();
        for (var call : evidence.deliveries()) {
            var event = firsts.get(call.eventId());
            if (event == null
                    || event.hook().equals("cron")
                    || !call.accepted()
                    || !seen.add(call.plugin() + " " + call.eventId())) {
                continue;
            }
            var lane = call.plugin() + " " + event.topic() + " " + event.subject();
            var before = newest.get(lane);
            if (before != null && before.offset() > event.offset()) {
                found.add("swapped: %s took %s after %s".formatted(call, event, before));
            } else {
                newest.put(lane, event);
            }
        }
        return found;
    }
}
