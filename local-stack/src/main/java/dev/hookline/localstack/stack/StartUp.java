package dev.hookline.localstack.stack;

import dev.hookline.localstack.process.ChildProcess;
import dev.hookline.localstack.service.Readiness;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for processes to be ready, all at once, and says which ones it is still waiting for. */
final class StartUp {

    private static final int SECONDS_OF_SILENCE = 5;
    private static final int LINES_OF_LOG = 30;

    private final Console console;
    private final Readiness readiness;
    private final List<String> awaited = Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StartUp(Console console, Readiness readiness) {
        this.console = console;
        this.readiness = readiness;
    }

    /** Adds a process that is ready when {@code address} answers 200. */
    void add(ChildProcess child, URI address) {
        awaited.add(child.name());
        starts.add(CompletableFuture.runAsync(() -> await(child, address), threads));
    }

    /**
     * Returns when all are ready.
     *
     * @throws IllegalStateException with the end of its log when one is not
     */
    void await() throws InterruptedException {
        var first = firstFailureOrAll();
        while (true) {
            try {
                first.get(SECONDS_OF_SILENCE, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException stillWaiting) {
                console.note("waiting for " + String.join(", ", List.copyOf(awaited)));
            } catch (ExecutionException failure) {
                var cause = Objects.requireNonNullElse(failure.getCause(), failure);
                throw new IllegalStateException(cause.getMessage(), failure);
            }
        }
    }

    private CompletableFuture<Void> firstFailureOrAll() {
        var outcome = new CompletableFuture<Void>();
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
                .thenAccept(outcome::complete);
        starts.forEach(start ->
                start.exceptionally(failure -> {
                    outcome.completeExceptionally(failure);
                    return null;
                }));
        return outcome;
    }

    private void await(ChildProcess child, URI address) {
        try {
            switch (readiness.await(address, child::isAlive)) {
                case READY -> {
                    awaited.remove(child.name());
                    console.ready(child.name(), address.resolve("/").toString());
                }
                case DIED -> throw notReady(child, "ended while starting");
                case TOO_LATE -> throw notReady(child, "is not ready in time");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalStateException notReady(ChildProcess child, String what) {
        return new IllegalStateException(
                child.name()
                        + " "
                        + what
                        + ". The end of "
                        + child.launch().log()
                        + ":\n"
                        + child.endOfLog(LINES_OF_LOG));
    }
}
