package dev.hookline.gateway.before;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.example.Examples;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several hooks in one message and one reply, as a page asks them. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class HookQuestionsQuarkusTest {

    private static final String METADATA = "page:metadata";
    private static final String FRAGMENTS = "page:fragments";
    private static final List<String> BOTH = List.of(METADATA, FRAGMENTS);
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final JsonNode PAGE = Objects.requireNonNull(Examples.of(METADATA).event());
    private static final Object AUTHOR =
            List.of(Map.of("kind", "meta", "name", "author", "content", "Ada"));
    private static final Object SCRIPT =
            List.of(Map.of("kind", "inline-script", "placement", "head", "code", "f()"));

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

    @Test
    void answersEachHookWithItsContributionsInOneReply() {
        install(first.hook(METADATA, PluginBehaviour.value(AUTHOR)), true);
        install(
                second.hook(METADATA, PluginBehaviour.keep())
                        .hook(FRAGMENTS, PluginBehaviour.value(SCRIPT)),
                true);

        var reply = service.askAll(BOTH, PAGE, BUDGET);

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.COMPLETED);
        assertThat(pluginsOf(reply, METADATA)).containsExactly("first");
        assertThat(pluginsOf(reply, FRAGMENTS)).containsExactly("second");
        assertThat(reply.trace())
                .extracting(CallTrace::hook)
                .containsExactly(METADATA, METADATA, FRAGMENTS);
    }

    @Test
    void asksThePluginsOfAllHooksAtOnceAndLosesOnlyTheSlowOne() {
        install(first.hook(METADATA, PluginBehaviour.hang()), true);
        install(
                second.hook(
                        FRAGMENTS,
                        PluginBehaviour.after(
                                Duration.ofMillis(300), PluginBehaviour.value(SCRIPT))),
                true);

        var reply = service.askAll(BOTH, PAGE, Duration.ofMillis(1500));

        assertThat(pluginsOf(reply, METADATA)).isEmpty();
        assertThat(pluginsOf(reply, FRAGMENTS)).containsExactly("second");
        assertThat(reply.trace())
                .extracting(CallTrace::outcome)
                .containsExactly(CallTrace.Outcome.TIMED_OUT, CallTrace.Outcome.VALUE);
    }

    @Test
    void namesTheShortestTimeForWhichAnAnswerMayBeUsedAgain() {
        install(first.hook(METADATA, answering("[]", ", \"maxAge\": 60")), true);
        install(
                second.hook(METADATA, answering("[]", ", \"maxAge\": \"soon\""))
                        .hook(FRAGMENTS, answering("[]", ", \"maxAge\": 5")),
                true);

        assertThat(service.askAll(BOTH, PAGE, BUDGET).maxAge()).isEqualTo(5);
        assertThat(service.ask(METADATA, PAGE).maxAge()).isEqualTo(60);
    }

    @Test
    void neverAsksAPluginForFragmentsThatIsNotTrusted() {
        GatewayApi.install(
                first.hook(METADATA, PluginBehaviour.value(AUTHOR))
                        .hook(FRAGMENTS, PluginBehaviour.value(SCRIPT))
                        .manifest());

        var reply = service.askAll(BOTH, PAGE, BUDGET);

        assertThat(pluginsOf(reply, FRAGMENTS)).isEmpty();
        assertThat(first.calls(FRAGMENTS)).isEmpty();
    }

    @Test
    void refusesAMessageWithAHookThatDoesNotCollect() {
        install(first.hook(METADATA, PluginBehaviour.value(AUTHOR)), true);

        var reply = service.askAll(List.of(METADATA, "content:beforeSave"), PAGE, BUDGET);

        assertThat(reply.outcome()).isEqualTo(HookReply.Outcome.FAILED);
        assertThat(first.calls(METADATA)).isEmpty();
    }

    private static PluginBehaviour answering(String value, String more) {
        return PluginBehaviour.body("{\"value\": " + value + more + "}");
    }

    private static List<String> pluginsOf(HookReply reply, String hook) {
        return Objects.requireNonNull(reply.value()).path(hook).findValuesAsText("pluginId");
    }

    private static void install(PluginFixture plugin, boolean trusted) {
        GatewayApi.admin()
                .body(plugin.manifest())
                .post("/api/v1/plugins?trusted=" + trusted)
                .then()
                .statusCode(201);
    }
}
