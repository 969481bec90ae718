package dev.hookline.gateway.memory;

/**
 * The memory of an answer while it arrives. The first bytes are free, as most answers are small.
 */
public final class ArrivingAnswer implements AutoCloseable {

    private static final int FREE = 16 * 1024;

    private final SharedBudget.Growing reservation;

    ArrivingAnswer(SharedBudget.Growing reservation) {
        this.reservation = reservation;
    }

    /**
     * Asks for memory before bytes are kept. Does not wait.
     *
     * @param length of what is kept already
     * @param more what has arrived
     * @return whether there is any
     */
    public boolean holds(int length, int more) {
        long counted = Math.max(0, length + more - FREE) - Math.max(0, length - FREE);
        return counted == 0 || reservation.tryGrow(counted);
    }

    @Override
    public void close() {
        reservation.close();
    }
}
