package dev.hookline.chaos.run;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Recovery;
import dev.hookline.chaos.observe.DatabaseReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Waits until nothing is under way any more: no event, no delivery, no mail. */
final class Quiet {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int STEADY = 5;

    private final DatabaseReader databases;
    private final IntSupplier calls;
    private final Clock clock;

    /**
     * Looks at the databases and the plugins.
     *
     * @param calls how many calls the listeners have received so far
     */
    Quiet(DatabaseReader databases, IntSupplier calls, Clock clock) {
        this.databases = databases;
        this.calls = calls;
        this.clock = clock;
    }

    /** Waits for some seconds in a row without anything left over and without a call. */
    void await(Duration limit, Evidence evidence) throws SQLException, InterruptedException {
        var begun = clock.instant();
        int before = -1;
        int steady = 0;
        while (steady < STEADY && Duration.between(begun, clock.instant()).compareTo(limit) < 0) {
            int now = calls.getAsInt();
            boolean quiet = now == before && databases.leftovers().isEmpty();
            steady = quiet ? steady + 1 : 0;
            before = now;
            Thread.sleep(PAUSE);
        }
        evidence.add(
                new Recovery(
                        "everything under way is done",
                        Duration.between(begun, clock.instant()),
                        limit,
                        steady >= STEADY));
    }
}
