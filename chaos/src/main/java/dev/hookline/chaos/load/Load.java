package dev.hookline.chaos.load;

import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All clients of a run. */
public final class Load {

    private static final int EDITORS = 5;
    private static final int UPLOADERS = 2;
    private static final int CORRESPONDENTS = 2;

    /** Longer than a client waits for one answer with all its attempts in an outage that ends. */
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(3);

    private final ChaosStack stack;
    private final History history;
    private final Clock clock;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Load(ChaosStack stack, History history, Clock clock, long seed) {
        this.stack = stack;
        this.history = history;
        this.clock = clock;
        for (int i = 1; i <= EDITORS; i++) {
            var session = session(ServiceDefinition.CONTENT, i);
            workers.add(new Editor("editor" + i, seed, session, history, clock));
        }
        for (int i = 1; i <= UPLOADERS; i++) {
            var session = session(ServiceDefinition.MEDIA, i);
            workers.add(new Uploader("uploader" + i, seed, session, history, clock));
        }
        for (int i = 1; i <= CORRESPONDENTS; i++) {
            var session = session(ServiceDefinition.EMAIL, i);
            workers.add(new Correspondent("mailer" + i, seed, session, history, clock));
        }
        int visitor = stack.links().get("plugin-" + Plugins.VISITOR + "/calls").port();
        workers.add(
                new Operator(
                        "operator",
                        seed,
                        session(ServiceDefinition.GATEWAY, 0),
                        history,
                        clock,
                        visitor));
    }

    public void start() {
        for (var worker : workers) {
            threads.add(Thread.ofVirtual().name(worker.name()).start(() -> work(worker)));
        }
    }

    /** Lets every client end what it has begun. */
    public void stop() throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        for (var thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                throw new IllegalStateException(thread.getName() + " does not end");
            }
        }
        workers.forEach(worker -> worker.session.close());
    }

    private void work(Worker worker) {
        try {
            while (!stopped) {
                worker.act();
                worker.pause();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private Session session(ServiceDefinition service, int first) {
        return new Session(stack.replicasOf(service), first, stack.token(), history, clock);
    }
}
