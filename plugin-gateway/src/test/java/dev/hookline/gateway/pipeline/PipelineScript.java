package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.health.Healths;
import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.gateway.registry.Plugins;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.validation.SchemaValidator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Plugins whose answers a test writes down, asked in one mode. */
final class PipelineScript {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final SchemaValidator SCHEMAS = new SchemaValidator();
    private static final CollectConfig LIMITS = new Limits();

    private final String hook;
    private final Map<String, Function<ObjectNode, CallOutcome>> answers =
            new ConcurrentHashMap<>();
    private final PluginHealths healths;
    private final List<Handler> handlers = new ArrayList<>();
    private final List<String> called = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> timeouts = Collections.synchronizedList(new ArrayList<>());

    PipelineScript(String hook) {
        this(hook, Healths.forgiving());
    }

    PipelineScript(String hook, PluginHealths healths) {
        this.hook = hook;
        this.healths = healths;
    }

    static List<CallOutcome> errors() {
        return List.of(
                new CallOutcome.Rejected("no"),
                new CallOutcome.TimedOut(Duration.ofMillis(300)),
                new CallOutcome.Failed(500, "status 500"),
                new CallOutcome.Failed(null, "connection closed"));
    }

    PipelineScript plugin(String id, CallOutcome answer) {
        return plugin(id, event -> answer);
    }

    PipelineScript plugin(String id, Function<ObjectNode, CallOutcome> answer) {
        return plugin(id, ErrorPolicy.ABORT, answer);
    }

    PipelineScript plugin(String id, ErrorPolicy policy, Function<ObjectNode, CallOutcome> answer) {
        handlers.add(Plugins.handler(id, Plugins.hook(hook, 100, List.of(), policy)));
        answers.put(id, answer);
        return this;
    }

    HookReply run(String event) {
        return run(json(event), NOW.plusSeconds(30));
    }

    HookReply run(ObjectNode event, Instant deadline) {
        var request =
                new PipelineRequest(
                        "request-1", HookCatalogue.get(hook), event, null, deadline, null);
        return combination().run(request, handlers);
    }

    /** Who was called, in the order in which the calls began. */
    List<String> called() {
        return called;
    }

    List<Duration> timeouts() {
        return timeouts;
    }

    static ObjectNode json(String text) {
        return (ObjectNode) tree(text);
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static CallOutcome value(JsonNode value) {
        return new CallOutcome.Answered(value);
    }

    static CallOutcome value(String json) {
        return value(tree(json));
    }

    static CallOutcome text(String text) {
        return value(TextNode.valueOf(text));
    }

    private Combination combination() {
        HandlerCaller caller =
                (handler, asked, timeout) -> {
                    called.add(handler.pluginId());
                    timeouts.add(timeout);
                    return answers.get(handler.pluginId()).apply(asked.event());
                };
        var guarded = new GuardedCalls(caller, healths, Clock.fixed(NOW, ZoneOffset.UTC));
        var calls = new HandlerCalls(guarded, new CallMetrics(new SimpleMeterRegistry()));
        var whole = new WholeAnswers(SCHEMAS);
        return switch (HookCatalogue.get(hook).mode()) {
            case FILTER -> new FilterChain(calls, whole);
            case GATE -> new Gate(calls, whole);
            case EXCLUSIVE -> new SelectedProvider(calls, whole);
            case FIRST -> new FirstAnswer(calls, whole);
            case COLLECT -> new EveryAnswer(calls, new ItemisedAnswers(SCHEMAS, LIMITS), LIMITS);
            case NOTIFY, LIFECYCLE, REGISTER -> throw new IllegalArgumentException(hook);
        };
    }

    private static final class Limits implements CollectConfig {

        @Override
        public int maxItems() {
            return 5;
        }

        @Override
        public MemorySize maxItemSize() {
            return new MemorySize(BigInteger.valueOf(1000));
        }

        @Override
        public MemorySize maxReplySize() {
            return new MemorySize(BigInteger.valueOf(3000));
        }
    }
}
