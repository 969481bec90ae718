package dev.hookline.kit.thread;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Starts background loops, and knows everything that liveness watches. */
@ApplicationScoped
public class LiveThreads {

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Duration longestTurn;

    @Inject
    LiveThreads(ThreadsConfig config) {
        this(config.longestTurn());
    }

    /** For use outside of a container. */
    public LiveThreads(Duration longestTurn) {
        this.longestTurn = longestTurn;
    }

    /** Starts a loop in a platform thread of its own. */
    public SupervisedLoop start(String name, Turn turn) {
        return start(name, turn, Thread.ofPlatform().daemon());
    }

    /** Starts a loop in a virtual thread: for loops that exist many times, such as one a plugin. */
    public SupervisedLoop startVirtual(String name, Turn turn) {
        return start(name, turn, Thread.ofVirtual());
    }

    /** Watches until {@link #forget} is called. */
    public void watch(Watched added) {
        watched.add(added);
    }

    public void forget(Watched gone) {
        watched.remove(gone);
    }

    /** What does not work any more and why, by name; empty in a healthy process. */
    public Map<String, String> faults() {
        var faults = new TreeMap<String, String>();
        for (var each : watched) {
            each.fault().ifPresent(fault -> faults.put(each.name(), fault));
        }
        return faults;
    }

    private SupervisedLoop start(String name, Turn turn, Thread.Builder threads) {
        var loop = new SupervisedLoop(name, turn, longestTurn, System::nanoTime);
        watch(loop);
        threads.name(name)
                .start(() -> {
                    loop.run();
                    forget(loop);
                });
        return loop;
    }
}
