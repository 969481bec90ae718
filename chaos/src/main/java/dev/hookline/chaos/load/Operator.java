package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.plugin.Plugins;
import java.time.Clock;

/** Installs, switches, upgrades and removes one plugin, over and over. */
final class Operator extends Worker {

    private static final String PATH = "/api/v1/plugins";
    private static final String NONE = "none";

    private final int port;
    private String status = NONE;
    private int upgrades;

    Operator(String name, long seed, Session session, History history, Clock clock, int port) {
        super(name, seed, session, history, clock);
        this.port = port;
    }

    @Override
    void act() throws InterruptedException {
        switch (status) {
            case NONE -> change(Action.INSTALL, "active");
            case "active" -> {
                if (chance(40)) {
                    change(Action.UPGRADE, "active");
                } else {
                    change(Action.DEACTIVATE, "inactive");
                }
            }
            default -> {
                if (chance(50)) {
                    change(Action.ACTIVATE, "active");
                } else {
                    change(Action.UNINSTALL, NONE);
                }
            }
        }
    }

    @Override
    void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(500, 2_500));
    }

    private void change(Action action, String wanted) throws InterruptedException {
        var operation = nextOperation();
        var pending = begin(operation, action).subject(Plugins.VISITOR);
        var outcome = session.send(request(operation, action), true);
        pending.end(outcome.told(), 0);
        if (outcome.told() == Told.ACKNOWLEDGED) {
            status = wanted;
        } else {
            lookUp();
        }
    }

    private Request request(String operation, Action action) {
        var plugin = PATH + "/" + Plugins.VISITOR;
        return switch (action) {
            case INSTALL -> Request.of(operation, action, "POST", PATH).json(manifest());
            case UPGRADE -> Request.of(operation, action, "PUT", plugin).json(manifest());
            case ACTIVATE -> Request.of(operation, action, "POST", plugin + "/activate");
            case DEACTIVATE -> Request.of(operation, action, "POST", plugin + "/deactivate");
            case UNINSTALL -> Request.of(operation, action, "DELETE", plugin);
            default -> throw new IllegalArgumentException("no change of a plugin: " + action);
        };
    }

    private Object manifest() {
        return Plugins.manifest(Plugins.VISITOR, port, "1.0." + upgrades++);
    }

    /** After an uncertain end, or a conflict, the gateway knows how things are. */
    private void lookUp() throws InterruptedException {
        var answer = session.once(Request.of("", Action.READ, "GET", PATH + "/" + Plugins.VISITOR));
        if (answer.told() == Told.ACKNOWLEDGED) {
            status = answer.json().path("status").asText();
        } else if (answer.status() == 404) {
            status = NONE;
        } else {
            session.turn();
        }
    }
}
