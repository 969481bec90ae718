package dev.hookline.chaos.audit;

import dev.hookline.chaos.evidence.Arrived;
import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Delivery;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.HealthSample;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Attempt;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Injected;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.plugin.Policy;
import dev.hookline.chaos.script.Fault;
import dev.hookline.chaos.script.FaultKind;
import java.time.Duration;
import java.time.Instant;

/** Evidence that is made up, line by line. */
final class Story {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String CONTENT = "hookline.content.after";

    final History history = new History();
    final Evidence evidence = new Evidence(history);
    private long offset;

    static Instant at(int second) {
        return START.plusSeconds(second);
    }

    /** A save that went well: told, stored, published and delivered to all listeners. */
    Story saved(String subject, String operation, int version) {
        return told(Action.UPDATE, subject, operation, Told.ACKNOWLEDGED, version)
                .revision(subject, operation, version)
                .entry(subject, "DRAFT", version)
                .event("content:afterSave", subject, operation, version)
                .delivered(operation);
    }

    Story told(Action action, String subject, String operation, Told told, long version) {
        history.add(operation(action, subject, operation, told, version, false, false));
        return this;
    }

    static Operation operation(
            Action action,
            String subject,
            String id,
            Told told,
            long version,
            boolean keyed,
            boolean forbidden) {
        return new Operation(
                id, action, subject, keyed, forbidden, told, version, "digest", at(0), at(1));
    }

    Story add(Operation operation) {
        history.add(operation);
        return this;
    }

    Story revision(String subject, String operation, int number) {
        evidence.add(
                new Stored.Revision(
                        subject,
                        number,
                        operation,
                        "title " + operation,
                        Policy.markOf(operation)));
        return this;
    }

    Story entry(String subject, String status, long version) {
        evidence.add(new Stored.Entry(subject, status, version));
        return this;
    }

    /** An event whose id is that of the operation. */
    Story event(String hook, String subject, String operation, long version) {
        return event(hook, subject, operation, version, operation);
    }

    Story event(String hook, String subject, String operation, long version, String id) {
        evidence.add(
                new BusEvent(
                        CONTENT,
                        0,
                        offset++,
                        subject,
                        id,
                        hook,
                        at(1),
                        version,
                        operation,
                        "title " + operation,
                        Policy.markOf(operation),
                        ""));
        return this;
    }

    Story tick(String task, int second, String id) {
        evidence.add(
                new BusEvent(
                        "hookline.cron",
                        0,
                        offset++,
                        "clock/" + task,
                        id,
                        "cron",
                        at(second),
                        0,
                        "",
                        "",
                        "",
                        at(second).toString()));
        return this;
    }

    Story delivered(String event) {
        Plugins.listeners().forEach(plugin -> delivered(plugin, event));
        return this;
    }

    Story delivered(String plugin, String event) {
        evidence.add(new Delivery(plugin, "content:afterSave", event, at(2), true));
        return this;
    }

    Story ticked(String event, int second) {
        evidence.add(new Delivery(Plugins.CLOCK, "cron", event, at(second), true));
        return this;
    }

    Story arrived(String operation, String messageId, int second) {
        evidence.add(new Arrived(operation, messageId, true, at(second)));
        return this;
    }

    Story health(String replica, int second, boolean ready) {
        evidence.add(new HealthSample(replica, at(second), ready));
        return this;
    }

    Story waited(String replica, Duration took) {
        history.add(new Attempt("op", Action.UPDATE, replica, Told.UNKNOWN, 0, "", at(0), took));
        return this;
    }

    Story answered(String operation, int status) {
        history.add(
                new Attempt(
                        operation,
                        Action.UPDATE,
                        "content-service-1",
                        Told.REFUSED,
                        status,
                        "",
                        at(0),
                        Duration.ZERO));
        return this;
    }

    Story fault(FaultKind kind, String target, int from, int to) {
        var fault = new Fault(1, kind, target, Duration.ZERO, Duration.ofSeconds(to - from));
        history.add(new Injected(fault, at(from), at(to)));
        return this;
    }
}
