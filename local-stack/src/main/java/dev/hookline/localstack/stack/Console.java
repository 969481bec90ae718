package dev.hookline.localstack.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Tells the user what is going on, one line at a time. */
public final class Console {

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begun;

    public Console(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.instant();
    }

    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A part that is ready, with the time since the beginning. */
    void ready(String part, String where) {
        say(String.format(Locale.ROOT, "  %-18s ready after %4.1f s   %s", part, seconds(), where));
    }

    /** A remark about a part or about the whole. */
    public void note(String remark) {
        say("  " + remark);
    }

    private double seconds() {
        return Duration.between(begun, clock.instant()).toMillis() / 1000.0;
    }
}
