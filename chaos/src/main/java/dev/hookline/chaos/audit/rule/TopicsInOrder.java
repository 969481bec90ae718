package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** First occurrences count: what is repeated, with its id, may come again later. */
public final class TopicsInOrder implements Rule {

    @Override
    public String promise() {
        return "on a topic, the events of an entry stand in the order of its versions";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var seen = new HashSet<String>();
        var newest = new HashMap<String, BusEvent>();
        for (var event : evidence.events()) {
            if (event.version() == 0 || !seen.add(event.id())) {
                continue;
            }
            var before = newest.get(event.subject());
            if (before != null && before.version() >= event.version()) {
                found.add("swapped: " + event + " stands behind " + before);
            } else {
                newest.put(event.subject(), event);
            }
        }
        return found;
    }
}
