package dev.hookline.kit.page;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the lists that a replica reads at once, in order of arrival: lists can be slow and anybody
 * may ask for some of them, so they must not take every database connection.
 */
@ApplicationScoped
public class ListTurns {

    private static final String QUERY_CANCELED = "57014";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore turns;
    private final Duration patience;

    ListTurns(ListConfig config) {
        turns = new Semaphore(config.concurrency(), true);
        patience = config.patience();
    }

    /**
     * Reads a list in its turn. Call it before a transaction begins.
     *
     * @throws ProblemException 429 {@code too-many-at-once} when other lists take too long, 503
     *     {@code unavailable} when this one does
     */
    public <T> T take(Supplier<T> list) {
        if (!begin()) {
            throw new ProblemException(ProblemType.TOO_MANY_AT_ONCE, "too many lists are under way")
                    .retryAfter(SOON);
        }
        try {
            return list.get();
        } catch (PersistenceException e) {
            throw isCanceled(e) ? tooSlow() : e;
        } finally {
            turns.release();
        }
    }

    private boolean begin() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProblemException tooSlow() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "the list took too long to read; fewer filters or another order may help");
    }

    private static boolean isCanceled(@Nullable Throwable failure) {
        return failure != null
                && ((failure instanceof SQLException sql
                                && QUERY_CANCELED.equals(sql.getSQLState()))
                        || isCanceled(failure.getCause()));
    }
}
