package dev.hookline.localstack.process;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the processes of the stack.
 *
 * <pre>
 *   process dies ── we are stopping ──────────────▶ nothing
 *                ├─ the stack is not up yet ──────▶ the stack gives up
 *                ├─ up, and it dies rarely ───────▶ started again
 *                └─ up, and it dies too often ────▶ the stack gives up
 * </pre>
 */
public final class Supervisor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration RESTART_AFTER = Duration.ofMillis(500);

    private final ProcessLedger ledger;
    private final RestartPolicy restarts;
    private final Consumer<String> announcements;
    private final Map<String, ChildProcess> children = new LinkedHashMap<>();
    private final Executor soon =
            CompletableFuture.delayedExecutor(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private boolean restarting;
    private boolean stopping;

    public Supervisor(
            ProcessLedger ledger, RestartPolicy restarts, Consumer<String> announcements) {
        this.ledger = ledger;
        this.restarts = restarts;
        this.announcements = announcements;
    }

    /** Starts a process and looks after it from now on. */
    public synchronized ChildProcess start(ChildProcess.Launch launch) {
        if (stopping) {
            throw new IllegalStateException("the stack is stopping");
        }
        var child = ChildProcess.start(launch, ledger);
        children.put(launch.name(), child);
        child.onExit().thenAccept(status -> ended(child, status));
        return child;
    }

    /** From now on a process that dies is started again; until now it was a failed start. */
    public synchronized void beginRestarting() {
        restarting = true;
    }

    /** Completes with the reason when a process dies that will not be started again. */
    public CompletableFuture<String> failure() {
        return failure;
    }

    /** Stops all processes at once and waits for the slowest. */
    public void stopAll() {
        // Not the common pool, which on two cores would stop one after the other.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimAll().forEach(child -> threads.execute(() -> child.stop(PATIENCE)));
        }
    }

    private synchronized List<ChildProcess> claimAll() {
        stopping = true;
        return new ArrayList<>(children.values());
    }

    private synchronized void ended(ChildProcess child, int status) {
        if (stopping) {
            return;
        }
        var end = child.name() + " ended with status " + status;
        if (restarting && restarts.allowsRestart(child.name())) {
            // Ctrl-C reaches the children too; a moment later we know that it was meant for us.
            CompletableFuture.runAsync(() -> restart(child, end), soon);
        } else {
            failure.complete(end + ". The end of its log:\n" + child.endOfLog(30));
        }
    }

    private synchronized void restart(ChildProcess child, String reason) {
        if (!stopping) {
            announcements.accept(reason + "; starting it again");
            try {
                start(child.launch());
            } catch (UncheckedIOException impossible) {
                failure.complete(reason + ", and " + impossible.getMessage());
            }
        }
    }
}
