package dev.hookline.chaos.run;

import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Injected;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.proxy.Disturbance;
import dev.hookline.chaos.script.Fault;
import dev.hookline.chaos.stack.ChaosStack;
import java.time.Clock;
import java.time.Duration;

/** Carries out one fault: breaks, waits, heals. */
final class FaultInjector {

    private static final Duration BETWEEN_CUTS = Duration.ofMillis(700);
    private static final Duration SLOW_PAUSE = Duration.ofMillis(150);

    private final ChaosStack stack;
    private final Plugins plugins;
    private final History history;
    private final Clock clock;

    FaultInjector(ChaosStack stack, Plugins plugins, History history, Clock clock) {
        this.stack = stack;
        this.plugins = plugins;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Returns when the fault is healed; a service or server that was ended has been started again
     * by then.
     */
    void inject(Fault fault) throws InterruptedException {
        var begun = clock.instant();
        try {
            begin(fault);
            last(fault);
        } finally {
            heal(fault);
            history.add(new Injected(fault, begun, clock.instant()));
        }
    }

    private void begin(Fault fault) {
        var target = fault.target();
        switch (fault.kind()) {
            case SERVICE_KILL -> stack.replica(target).kill();
            case SERVICE_PAUSE -> stack.replica(target).pause();
            case LINK_CUT -> stack.links().get(target).cut();
            case LINK_SLOW -> stack.links().get(target).disturb(new Disturbance.Slow(SLOW_PAUSE));
            case LINK_BLACK_HOLE -> stack.links().get(target).disturb(new Disturbance.BlackHole());
            case LINK_REFUSAL -> stack.links().get(target).disturb(new Disturbance.Refusal());
            case BROKER_RESTART -> stack.servers().killBroker();
            case DATABASE_RESTART -> stack.servers().endDatabase();
            case DISK_FULL -> stack.fillDisk();
            case PLUGIN_HANG, PLUGIN_DRIP, PLUGIN_FLOOD, PLUGIN_FLAP, PLUGIN_RUBBISH ->
                    plugins.get(target).misbehave(fault.kind());
        }
    }

    private void last(Fault fault) throws InterruptedException {
        long end = System.nanoTime() + fault.lasts().toNanos();
        switch (fault.kind()) {
            case LINK_CUT -> {
                while (System.nanoTime() < end) {
                    Thread.sleep(BETWEEN_CUTS);
                    stack.links().get(fault.target()).cut();
                }
            }
            case DISK_FULL -> {
                // What is deleted meanwhile makes room: it is taken, too.
                while (System.nanoTime() < end) {
                    Thread.sleep(BETWEEN_CUTS);
                    stack.fillDisk();
                }
            }
            default -> Thread.sleep(fault.lasts());
        }
    }

    private void heal(Fault fault) {
        var target = fault.target();
        switch (fault.kind()) {
            case SERVICE_KILL -> stack.replica(target).relaunch();
            case SERVICE_PAUSE -> stack.replica(target).resume();
            case LINK_CUT, LINK_SLOW, LINK_BLACK_HOLE, LINK_REFUSAL ->
                    stack.links().get(target).heal();
            case BROKER_RESTART -> stack.servers().restartBroker();
            case DATABASE_RESTART -> stack.servers().restartDatabase();
            case DISK_FULL -> stack.clearDisk();
            case PLUGIN_HANG, PLUGIN_DRIP, PLUGIN_FLOOD, PLUGIN_FLAP, PLUGIN_RUBBISH ->
                    plugins.get(target).heal();
        }
    }
}
