package dev.hookline.media.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many uploads be under way at once; the others wait a little for their turn. */
@ApplicationScoped
class Turns {

    private final Semaphore free;
    private final long patienceMillis;

    Turns(UploadConfig config) {
        free = new Semaphore(config.upload().concurrency(), true);
        patienceMillis = config.upload().patience().toMillis();
    }

    /** Whether the caller may go on, and has to {@link #end} its turn. */
    boolean begin() {
        try {
            return free.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        free.release();
    }
}
