package dev.hookline.gateway.memory;

import java.util.ArrayList;
import java.util.List;

/** The reservations of a piece of work, given back together at its end. Thread-safe. */
public final class HeldMemory implements AutoCloseable {

    private final List<AutoCloseable> reservations = new ArrayList<>();
    private boolean isClosed;

    /** Takes over a reservation; it is given back at once if the work has ended. */
    synchronized void add(AutoCloseable reservation) {
        if (isClosed) {
            close(reservation);
        } else {
            reservations.add(reservation);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        reservations.forEach(HeldMemory::close);
        reservations.clear();
    }

    private static void close(AutoCloseable reservation) {
        try {
            reservation.close();
        } catch (Exception e) {
            throw new IllegalStateException("a reservation can be given back", e);
        }
    }
}
