package dev.hookline.media.picture;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads on which pictures are decoded, and the memory they share. Platform threads, since
 * decoders compute and call native code.
 */
@ApplicationScoped
public class PictureWorkers {

    private static final int WAITING = 64;

    private final PictureConfig config;
    private final ExecutorService threads;
    private final Semaphore memory;
    private final int memoryKib;

    public PictureWorkers(PictureConfig config) {
        this.config = config;
        this.memoryKib = (int) (config.memory().asLongValue() / 1024);
        this.memory = new Semaphore(memoryKib, true);
        this.threads =
                new ThreadPoolExecutor(
                        config.threads(),
                        config.threads(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("pictures-", 1).factory());
    }

    /** Work that ends soon after its allowance is used up. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Allowance allowance) throws Exception;
    }

    /**
     * Queues work; its time counts from when it begins. Cancelling what is returned calls it off.
     *
     * @throws java.util.concurrent.RejectedExecutionException when too much is waiting already
     */
    public <T> CompletableFuture<T> start(Work<T> work) {
        var result = new CompletableFuture<T>();
        threads.execute(() -> run(work, result));
        return result;
    }

    private <T> void run(Work<T> work, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        try (var allowance = new Allowance(memory, memoryKib, config.timeLimit())) {
            var unused = result.whenComplete((done, failure) -> allowance.stop());
            result.complete(work.run(allowance));
        } catch (Throwable e) {
            // Whatever it is, somebody waits for it.
            result.completeExceptionally(e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
