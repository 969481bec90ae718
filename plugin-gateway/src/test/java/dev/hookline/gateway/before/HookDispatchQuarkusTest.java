package dev.hookline.gateway.before;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.call.HookReply.Outcome;
import dev.hookline.schemas.example.Examples;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hook that a service waits for: from its topic to a plugin's process and back. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class HookDispatchQuarkusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORT = 300;
    private static final Set<HookMode> ASKED =
            Set.of(
                    HookMode.FILTER,
                    HookMode.GATE,
                    HookMode.EXCLUSIVE,
                    HookMode.COLLECT,
                    HookMode.FIRST);

    private static AskingService service;

    private final PluginFixture first = PluginFixture.start("first");
    private final PluginFixture second = PluginFixture.start("second");

    @BeforeAll
    static void startTheService() {
        service = AskingService.start();
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @AfterEach
    void stop() {
        GatewayApi.removeAll();
        first.close();
        second.close();
    }

    static Stream<HookDefinition> asked() {
        return HookCatalogue.all().stream().filter(hook -> ASKED.contains(hook.mode()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asked")
    void asksAPluginAndRepliesWithItsAnswer(HookDefinition hook) {
        var example = Examples.of(hook.name());
        var event = Objects.requireNonNull(example.event());
        var answer = example.answers().isEmpty() ? null : example.answers().getFirst();
        install(
                first,
                hook.name(),
                Map.of(),
                answer == null ? PluginBehaviour.keep() : PluginBehaviour.value(answer));

        var reply = service.ask(hook.name(), event);

        var call = first.awaitCalls(hook.name(), 1).getFirst();
        assertThat(call.event()).isEqualTo(event);
        assertThat(call.context().path("hook").asText()).isEqualTo(hook.name());
        assertThat(reply.trace()).extracting(CallTrace::pluginId).containsExactly("first");
        assertAnswered(hook, reply, answer);
    }

    @Test
    void repliesToARequestThatCannotBeRead() {
        var topic = Topics.before(HookDomain.CONTENT);

        var reply =
                AskingService.await(
                        service.send(
                                "content:ofANewerRelease",
                                topic,
                                JSON.createObjectNode(),
                                Duration.ofSeconds(10)));

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.detail()).contains("could not read");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asked")
    void repliesWhenNobodyTakesPart(HookDefinition hook) {
        var reply = service.ask(hook.name(), event(hook.name()));

        assertThat(reply.outcome())
                .isEqualTo(
                        hook.mode() == HookMode.EXCLUSIVE
                                ? Outcome.NO_PROVIDER
                                : Outcome.COMPLETED);
        assertThat(reply.trace()).isEmpty();
    }

    /** One hook of each mode, with each way of a plugin to misbehave. */
    static Stream<Arguments> misbehaviour() {
        return Stream.of(
                        "content:beforeSave",
                        "content:beforeDelete",
                        "email:deliver",
                        "table_actions",
                        "forbidden")
                .flatMap(hook ->
                        Stream.of(
                                Arguments.of(hook, "hangs", PluginBehaviour.hang()),
                                Arguments.of(hook, "drips", PluginBehaviour.drip()),
                                Arguments.of(hook, "garbage", PluginBehaviour.garbage()),
                                Arguments.of(hook, "10 MiB", PluginBehaviour.oversized()),
                                Arguments.of(hook, "hangs up", PluginBehaviour.closeConnection()),
                                Arguments.of(hook, "status 500", PluginBehaviour.status(500)),
                                Arguments.of(
                                        hook,
                                        "redirects",
                                        PluginBehaviour.status(
                                                302, Map.of("Location", "http://127.0.0.1:1/"))),
                                Arguments.of(hook, "rejects", PluginBehaviour.reject("no"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("misbehaviour")
    void costsItsOwnHookAtMostItsTimeout(String hook, String manner, PluginBehaviour behaviour) {
        install(first, hook, Map.of("timeout", SHORT), behaviour);
        long started = System.nanoTime();

        var reply = service.ask(hook, event(hook));

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(Duration.ofMillis(SHORT).plusSeconds(2));
        assertThat(reply.trace().getFirst().error()).isNotBlank();
        if (HookCatalogue.get(hook).mode() == HookMode.COLLECT) {
            assertThat(reply.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(reply.value()).isEmpty();
        } else {
            assertThat(reply.outcome()).isIn(Outcome.FAILED, Outcome.TIMED_OUT, Outcome.REJECTED);
            assertThat(reply.pluginId()).isEqualTo("first");
            assertThat(reply.detail()).isNotBlank();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("misbehaviour")
    void goesOnWithTheOtherPluginUnlessThereIsOnlyOneProvider(
            String hook, String manner, PluginBehaviour behaviour) {
        var answer = Examples.of(hook).answers().stream().findFirst();
        install(first, hook, Map.of("timeout", SHORT, "errorPolicy", "continue"), behaviour);
        install(
                second,
                hook,
                Map.of(),
                answer.map(PluginBehaviour::value).orElse(PluginBehaviour.keep()));

        var reply = service.ask(hook, event(hook));

        if (HookCatalogue.get(hook).mode() == HookMode.EXCLUSIVE) {
            assertThat(reply.pluginId()).isEqualTo("first");
            assertThat(second.calls(hook)).isEmpty();
        } else {
            assertAnswered(HookCatalogue.get(hook), reply, answer.orElse(null), "second");
        }
    }

    @Test
    void collectsInPipelineOrderThoughTheFirstIsTheSlowest() {
        install(
                first,
                "menu_links",
                Map.of("priority", 1),
                PluginBehaviour.after(Duration.ofMillis(200), PluginBehaviour.value(link("/a"))));
        install(second, "menu_links", Map.of("priority", 2), PluginBehaviour.value(link("/b")));

        var reply = service.ask("menu_links", event("menu_links"));

        assertThat(items(reply))
                .extracting(item -> item.path("value").path("href").asText())
                .containsExactly("/a", "/b");
    }

    @Test
    void dropsOnlyTheBadItemOfAContribution() {
        install(
                first,
                "menu_links",
                Map.of(),
                PluginBehaviour.value(
                        List.of(Map.of("href", "/a", "label", "a"), Map.of("label", "lost"))));

        var reply = service.ask("menu_links", event("menu_links"));

        assertThat(items(reply)).hasSize(1);
        assertThat(reply.trace().getFirst().error()).contains("1 item dropped");
    }

    @Test
    void doesNotCallAProviderThatTheEventDoesNotMatch() {
        install(
                first,
                "email:deliver",
                Map.of("match", Map.of("source", List.of("somebody-else"))),
                PluginBehaviour.keep());

        var reply = service.ask("email:deliver", event("email:deliver"));

        assertThat(reply.outcome()).isEqualTo(Outcome.NO_PROVIDER);
        assertThat(first.calls("email:deliver")).isEmpty();
    }

    @Test
    void refusesRequestsOnTopicsWhereTheyDoNotBelong() {
        install(first, "content:beforeSave", Map.of(), PluginBehaviour.keep());
        var event = event("content:beforeSave");

        var misplaced =
                service.send(
                        "content:beforeSave",
                        Topics.before(HookDomain.EMAIL),
                        event,
                        Duration.ofSeconds(5));
        service.ask("content:beforeSave", event);

        assertThat(AskingService.await(misplaced).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(first.calls("content:beforeSave")).hasSize(1);
    }

    private static void assertAnswered(
            HookDefinition hook, HookReply reply, @Nullable JsonNode answer) {
        assertAnswered(hook, reply, answer, "first");
    }

    private static void assertAnswered(
            HookDefinition hook, HookReply reply, @Nullable JsonNode answer, String pluginId) {
        switch (hook.mode()) {
            case FILTER -> {
                assertThat(reply.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(reply.value()).isEqualTo(answer);
            }
            case GATE -> {
                boolean open = !BooleanNode.FALSE.equals(answer);
                assertThat(reply.outcome()).isEqualTo(open ? Outcome.COMPLETED : Outcome.REJECTED);
            }
            case EXCLUSIVE, FIRST -> {
                assertThat(reply.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(reply.value()).isEqualTo(answer);
                assertThat(reply.pluginId()).isEqualTo(pluginId);
            }
            case COLLECT -> {
                assertThat(reply.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(reply.value()).isEqualTo(contributed(pluginId, answer));
            }
            case NOTIFY, LIFECYCLE, REGISTER -> throw new IllegalArgumentException(hook.name());
        }
    }

    private static ArrayNode contributed(String pluginId, @Nullable JsonNode answer) {
        var contributions = JSON.createArrayNode();
        var items =
                answer != null && answer.isArray() ? answer : JSON.createArrayNode().add(answer);
        items.forEach(
                item -> contributions.addObject().put("pluginId", pluginId).set("value", item));
        return contributions;
    }

    private static void install(
            PluginFixture plugin, String hook, Map<String, ?> options, PluginBehaviour behaviour) {
        var complete = new HashMap<String, Object>(options);
        if (HookCatalogue.get(hook).mode() == HookMode.EXCLUSIVE) {
            complete.put("exclusive", true);
        }
        plugin.hook(hook, complete, behaviour)
                .manifest(
                        "capabilities", Stream.of(Capability.values()).map(Capability::id).toList())
                .manifest("allowedHosts", List.of("*"));
        GatewayApi.admin()
                .body(plugin.manifest())
                .post("/api/v1/plugins?trusted=true")
                .then()
                .statusCode(201);
    }

    private static JsonNode event(String hook) {
        return Objects.requireNonNull(Examples.of(hook).event());
    }

    private static List<Map<String, String>> link(String href) {
        return List.of(Map.of("href", href, "label", href));
    }

    private static List<JsonNode> items(HookReply reply) {
        return StreamSupport.stream(Objects.requireNonNull(reply.value()).spliterator(), false)
                .toList();
    }
}
