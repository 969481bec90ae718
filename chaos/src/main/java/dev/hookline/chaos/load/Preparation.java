package dev.hookline.chaos.load;

import dev.hookline.chaos.evidence.Recovery;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.plugin.Policy;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What must be there before the load: collections, plugins and tasks. */
public final class Preparation {

    /** The tasks of the clock with the seconds between their runs. */
    public static final Map<String, Integer> TASKS = Map.of("every-2", 2, "every-5", 5);

    private static final Duration EFFECT_WITHIN = Duration.ofSeconds(30);
    private static final Duration LATE_EFFECT_WITHIN = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ChaosStack stack;
    private final Clock clock;

    /** What happens before the load is not part of the run's history. */
    private final History unread = new History();

    public Preparation(ChaosStack stack, Clock clock) {
        this.stack = stack;
        this.clock = clock;
    }

    /** Makes everything and returns when the policy is asked. */
    public void run() throws IOException, InterruptedException {
        try (var content = session(ServiceDefinition.CONTENT);
                var gateway = session(ServiceDefinition.GATEWAY)) {
            for (var collection : List.of(Plugins.PLAIN, Plugins.GUARDED, Plugins.LATE)) {
                content.expect(
                        Request.of("", Action.CREATE, "POST", "/api/v1/collections")
                                .json(definitionOf(collection)));
            }
            for (var id : List.of(Plugins.POLICY, Plugins.WATCHER, Plugins.SHAKY)) {
                install(gateway, id);
            }
            schedule(install(gateway, Plugins.CLOCK));
            for (int replica = 0; replica < ChaosStack.REPLICAS; replica++) {
                if (!awaitPolicy(content, Plugins.GUARDED, EFFECT_WITHIN).happened()) {
                    throw new IOException("the policy is not asked");
                }
                content.turn();
            }
        }
    }

    /** Installs another policy and tells how long it takes until it is asked. */
    public Recovery installLatePolicy() throws IOException, InterruptedException {
        try (var content = session(ServiceDefinition.CONTENT);
                var gateway = session(ServiceDefinition.GATEWAY)) {
            install(gateway, Plugins.LATE_POLICY);
            return awaitPolicy(content, Plugins.LATE, LATE_EFFECT_WITHIN);
        }
    }

    private Recovery awaitPolicy(Session content, String collection, Duration within)
            throws InterruptedException {
        var begun = clock.instant();
        int number = 0;
        boolean asked = false;
        while (!asked && Duration.between(begun, clock.instant()).compareTo(within) < 0) {
            var operation = "trial-" + collection + content.replica() + ++number;
            var answer =
                    content.once(
                            Request.of(
                                            operation,
                                            Action.CREATE,
                                            "POST",
                                            "/api/v1/content/" + collection)
                                    .json(
                                            Map.of(
                                                    "data",
                                                    Map.of("title", "trial", "op", operation))));
            asked = answer.json().at("/data/mark").asText().equals(Policy.markOf(operation));
            Thread.sleep(PAUSE);
        }
        return new Recovery(
                "a policy for " + collection + " is asked after its installation",
                Duration.between(begun, clock.instant()),
                within,
                asked);
    }

    private String install(Session gateway, String id) throws IOException, InterruptedException {
        int port = stack.links().get("plugin-" + id + "/calls").port();
        return gateway.expect(
                        Request.of("", Action.INSTALL, "POST", "/api/v1/plugins")
                                .json(Plugins.manifest(id, port, "1.0.0")))
                .json()
                .path("token")
                .asText();
    }

    private void schedule(String token) throws IOException, InterruptedException {
        try (var plugin =
                new Session(stack.replicasOf(ServiceDefinition.GATEWAY), 0, token, unread, clock)) {
            for (var task : TASKS.entrySet()) {
                plugin.expect(
                        Request.of("", Action.CREATE, "PUT", "/plugin-api/v1/cron/" + task.getKey())
                                .json(Map.of("schedule", "*/" + task.getValue() + " * * * * *")));
            }
        }
    }

    private Session session(ServiceDefinition service) {
        return new Session(stack.replicasOf(service), 0, stack.token(), unread, clock);
    }

    private static Map<String, Object> definitionOf(String collection) {
        return Map.of(
                "name",
                collection,
                "fields",
                List.of(
                        Map.of("name", "title", "type", "string", "required", true),
                        Map.of("name", "op", "type", "string"),
                        Map.of("name", "mark", "type", "string"),
                        Map.of("name", "body", "type", "text")));
    }
}
