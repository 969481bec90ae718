package dev.hookline.chaos.history;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes notes from all threads of a run. */
public final class History {

    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Look> looks = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Injected> faults = new ConcurrentLinkedQueue<>();

    public void add(Operation operation) {
        operations.add(operation);
    }

    public void add(Attempt attempt) {
        attempts.add(attempt);
    }

    public void add(Look look) {
        looks.add(look);
    }

    public void add(Injected fault) {
        faults.add(fault);
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public List<Look> looks() {
        return List.copyOf(looks);
    }

    public List<Injected> faults() {
        return List.copyOf(faults);
    }
}
