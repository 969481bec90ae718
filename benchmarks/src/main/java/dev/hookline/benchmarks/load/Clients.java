package dev.hookline.benchmarks.load;

import dev.hookline.benchmarks.figure.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each send their next request when the last one is answered. */
public final class Clients {

    private Clients() {}

    /** What one client does over and over; made once for each client, on its own thread. */
    public interface Client extends AutoCloseable {

        /**
         * Sends one request.
         *
         * @throws IOException when it is not answered as it should be
         */
        void send() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes the client of a number. */
    public interface Factory {

        Client make(int number) throws IOException;
    }

    /**
     * What became of a run.
     *
     * @param seconds from the first request to the last answer
     */
    public record Outcome(Latencies latencies, double seconds) {

        public double perSecond() {
            return latencies.count() / seconds;
        }
    }

    /** Runs so many clients for so long. */
    public static Outcome run(int clients, Duration duration, Factory factory)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        var runs = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                int number = i;
                runs.add(threads.submit(() -> run(factory, number, end)));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var all = new long[0];
        for (var run : runs) {
            var one = resultOf(run);
            int before = all.length;
            all = Arrays.copyOf(all, before + one.length);
            System.arraycopy(one, 0, all, before, one.length);
        }
        return new Outcome(new Latencies(all), seconds);
    }

    private static long[] run(Factory factory, int number, long end) throws IOException {
        var nanos = new long[1024];
        int count = 0;
        try (var client = factory.make(number)) {
            for (long now = System.nanoTime(); now < end; ) {
                client.send();
                long answered = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, count * 2);
                }
                nanos[count++] = answered - now;
                now = answered;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static long[] resultOf(Future<long[]> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException("a client gave up: " + e.getCause(), e);
        }
    }
}
