package dev.hookline.kit.thread;

import java.util.Optional;

/** Something that must work for as long as the process lives, or the process must be replaced. */
public interface Watched {

    /** Unique among everything that is watched; shown by the liveness check. */
    String name();

    /**
     * Why it has stopped working for good; empty while it works, or waits for another system.
     *
     * <p>Must return quickly and must not depend on the database, the broker or a plugin: a restart
     * of this process does not bring them back.
     */
    Optional<String> fault();
}
