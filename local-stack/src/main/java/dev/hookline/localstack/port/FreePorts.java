package dev.hookline.localstack.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Chooses ports so that nothing clashes with what runs on this machine already. */
public final class FreePorts {

    private static final int HIGHEST = 65_535;

    private final Set<Integer> given = new HashSet<>();

    /** Any free port, chosen by the operating system. */
    public static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The preferred port, or the next one above it that is free and was not given out before.
     *
     * @throws IllegalStateException when none is left above it
     */
    public synchronized int nearest(int preferred) {
        for (int port = preferred; port <= HIGHEST; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port at or above " + preferred);
    }

    /** Bound on all addresses: a server on any one of them would clash. */
    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
