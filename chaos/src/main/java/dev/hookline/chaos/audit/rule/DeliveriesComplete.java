package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Delivery;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What plugins received, against what the topics hold. */
public final class DeliveriesComplete implements Rule {

    @Override
    public String promise() {
        return "every event reaches every plugin that listens, and plugins hear of nothing else";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var published = evidence.events().stream().map(BusEvent::id).collect(Collectors.toSet());
        for (var plugin : Plugins.listeners()) {
            var taken =
                    evidence.deliveries().stream()
                            .filter(call -> call.accepted() && call.plugin().equals(plugin))
                            .map(Delivery::eventId)
                            .collect(Collectors.toSet());
            evidence.events().stream()
                    .filter(event -> Plugins.HEARD.contains(event.hook()))
                    .filter(event -> !taken.contains(event.id()))
                    .forEach(event -> found.add("lost: " + plugin + " never got " + event));
        }
        evidence.deliveries().stream()
                .filter(call -> call.hook().contains(":after") || call.hook().equals("cron"))
                .filter(call -> !published.contains(call.eventId()))
                .forEach(call -> found.add("phantom: on no topic: " + call));
        return found;
    }
}
