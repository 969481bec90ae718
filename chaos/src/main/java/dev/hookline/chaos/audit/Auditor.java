package dev.hookline.chaos.audit;

import dev.hookline.chaos.audit.rule.DeliveriesComplete;
import dev.hookline.chaos.audit.rule.DeliveriesInOrder;
import dev.hookline.chaos.audit.rule.EntriesKept;
import dev.hookline.chaos.audit.rule.EventsMatchWrites;
import dev.hookline.chaos.audit.rule.FilesKept;
import dev.hookline.chaos.audit.rule.HealthReturns;
import dev.hookline.chaos.audit.rule.LogsExplained;
import dev.hookline.chaos.audit.rule.MailsSent;
import dev.hookline.chaos.audit.rule.PluginChangesHold;
import dev.hookline.chaos.audit.rule.PolicyHolds;
import dev.hookline.chaos.audit.rule.Rule;
import dev.hookline.chaos.audit.rule.TicksOnce;
import dev.hookline.chaos.audit.rule.TopicsInOrder;
import dev.hookline.chaos.audit.rule.WaitsBounded;
import dev.hookline.chaos.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Holds the evidence of a run against all promises. */
public final class Auditor {

    private final List<Rule> rules;

    public Auditor(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** An auditor that knows every promise. */
    public static Auditor ofEverything() {
        return new Auditor(
                List.of(
                        new EntriesKept(),
                        new EventsMatchWrites(),
                        new TopicsInOrder(),
                        new DeliveriesComplete(),
                        new DeliveriesInOrder(),
                        new PolicyHolds(),
                        new FilesKept(),
                        new MailsSent(),
                        new TicksOnce(),
                        new PluginChangesHold(),
                        new WaitsBounded(),
                        new HealthReturns(),
                        new LogsExplained()));
    }

    /** The same auditor with one more promise. */
    public Auditor with(Rule rule) {
        var more = new ArrayList<>(rules);
        more.add(rule);
        return new Auditor(more);
    }

    public List<String> promises() {
        return rules.stream().map(Rule::promise).toList();
    }

    public List<Violation> audit(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        for (var rule : rules) {
            rule.violations(evidence)
                    .forEach(found -> violations.add(new Violation(rule.promise(), found)));
        }
        return violations;
    }
}
