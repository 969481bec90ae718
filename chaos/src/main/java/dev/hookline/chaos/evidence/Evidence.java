package dev.hookline.chaos.evidence;

import dev.hookline.chaos.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that an audit looks at. Filled by one thread after the run. */
public final class Evidence {

    private final History history;
    private final List<Stored> stored = new ArrayList<>();
    private final List<BusEvent> events = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Arrived> mails = new ArrayList<>();
    private final List<ReadFile> files = new ArrayList<>();
    private final List<HealthSample> health = new ArrayList<>();
    private final List<LogLine> errors = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<ProcessEnd> ends = new ArrayList<>();
    private final List<Instant> heals = new ArrayList<>();
    private double slowness = 1;

    public Evidence(History history) {
        this.history = history;
    }

    public History history() {
        return history;
    }

    public Evidence add(Stored row) {
        stored.add(row);
        return this;
    }

    /** Adds a record; those of a partition in the order of their offsets. */
    public Evidence add(BusEvent event) {
        events.add(event);
        return this;
    }

    /** Adds a call; those of a plugin in the order of their arrival. */
    public Evidence add(Delivery delivery) {
        deliveries.add(delivery);
        return this;
    }

    public Evidence add(Arrived mail) {
        mails.add(mail);
        return this;
    }

    public Evidence add(ReadFile file) {
        files.add(file);
        return this;
    }

    public Evidence add(HealthSample sample) {
        health.add(sample);
        return this;
    }

    public Evidence add(LogLine error) {
        errors.add(error);
        return this;
    }

    public Evidence add(ProcessEnd end) {
        ends.add(end);
        return this;
    }

    public Evidence add(Recovery recovery) {
        recoveries.add(recovery);
        return this;
    }

    /** Notes when everything was healed, with some time without faults to come. */
    public Evidence healedAt(Instant moment) {
        heals.add(moment);
        return this;
    }

    /**
     * Notes how much slower than usual the machine is, by the time that the services took to start;
     * 1 at least.
     */
    public Evidence slowness(double factor) {
        slowness = Math.max(1, factor);
        return this;
    }

    /** A time that is promised for a machine with nothing else to do, for this one. */
    public Duration allowing(Duration promised) {
        return Duration.ofMillis((long) (promised.toMillis() * slowness));
    }

    public <T extends Stored> List<T> stored(Class<T> kind) {
        return stored.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<BusEvent> events() {
        return List.copyOf(events);
    }

    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    public List<Arrived> mails() {
        return List.copyOf(mails);
    }

    public List<ReadFile> files() {
        return List.copyOf(files);
    }

    public List<HealthSample> health() {
        return List.copyOf(health);
    }

    public List<LogLine> errors() {
        return List.copyOf(errors);
    }

    public List<ProcessEnd> ends() {
        return List.copyOf(ends);
    }

    public List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    public List<Instant> heals() {
        return List.copyOf(heals);
    }
}
