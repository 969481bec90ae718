package dev.hookline.gateway.delivery;

import dev.hookline.kit.limit.ByteBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of events that the deliveries to all plugins hold in memory together.
 *
 * <p>One plugin gets a quarter at most. So that none waits for the events of others, each may hold
 * a little beyond the budget: what one poll reads while nothing else of it is in memory, and one
 * page of what waits. Nothing waits for the budget while it holds a part of it or a database
 * connection.
 */
final class EventMemory {

    /** Bytes of a page of what waits; a page of one event may be larger. */
    static final int PAGE_BYTES = 256 * 1024;

    /** What a page is taken for until it has been read: few events are larger. */
    private static final long UNREAD_PAGE = PAGE_BYTES + 1024 * 1024;

    private static final int PARTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ByteBudget budget;

    EventMemory(ByteBudget budget) {
        this.budget = budget;
    }

    /** An eighth of the heap: a call needs its event several times over, read, written and sent. */
    static long defaultBytes() {
        return Math.max(1, Runtime.getRuntime().maxMemory() / 8);
    }

    /** What one plugin may use of it. */
    Share share() {
        return new Share();
    }

    /** The part of one plugin. */
    final class Share {

        private final ByteBudget pages = new ByteBudget(bytes());
        private final Semaphore beyond = new Semaphore(1);

        long bytes() {
            return Math.max(1, budget.capacity() / PARTS);
        }

        /** Whether more may be read ahead now. */
        boolean hasRoom() {
            var probe = budget.tryReserve(1);
            probe.ifPresent(ByteBudget.Reservation::close);
            return probe.isPresent();
        }

        /** Counts an event that has been read; empty for one beyond the budget. */
        Optional<ByteBudget.Reservation> hold(int bytes) {
            return budget.tryReserve(bytes);
        }

        /** Waits for room for a page; null when there is none in time. */
        @Nullable PageRoom awaitPage() {
            if (beyond.tryAcquire()) {
                return new BeyondBudget(beyond);
            }
            try {
                var ofPlugin = pages.reserve(Math.min(UNREAD_PAGE, pages.capacity()), PATIENCE);
                if (ofPlugin.isEmpty()) {
                    return null;
                }
                var ofAll = budget.reserve(ofPlugin.get().bytes(), PATIENCE);
                if (ofAll.isEmpty()) {
                    ofPlugin.get().close();
                    return null;
                }
                return new WithinBudget(ofPlugin.get(), ofAll.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /** Room for one page, given back when the page has been worked on. */
    sealed interface PageRoom extends AutoCloseable {

        /** The page has been read and has so many bytes. */
        void read(long bytes);

        @Override
        void close();
    }

    private record BeyondBudget(Semaphore beyond) implements PageRoom {

        @Override
        public void read(long bytes) {}

        @Override
        public void close() {
            beyond.release();
        }
    }

    private record WithinBudget(ByteBudget.Reservation ofPlugin, ByteBudget.Reservation ofAll)
            implements PageRoom {

        @Override
        public void read(long bytes) {
            // An event of unusual size is in memory already, and stays uncounted in part.
            ofPlugin.shrinkTo(bytes);
            ofAll.shrinkTo(bytes);
        }

        @Override
        public void close() {
            ofAll.close();
            ofPlugin.close();
        }
    }
}
