package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has happened reaches plugins afterwards, each on its own, in order per entry. */
class AfterHooksIT {

    private static final String SAVED = "content:afterSave";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private final PluginFixture plugin = PluginFixture.start("listener");

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
    }

    @Test
    void everyAfterHookReachesThePlugin() {
        install(
                plugin,
                SAVED,
                "content:afterPublish",
                "content:afterUnpublish",
                "content:afterDelete");
        var id = editor.created("A life");
        editor.update(id, Map.of("title", "A longer life")).then().statusCode(200);
        editor.act(id, "publish").then().statusCode(200);
        editor.act(id, "unpublish").then().statusCode(200);
        editor.delete(id).then().statusCode(204);
        editor.deletePermanently(id).then().statusCode(204);

        var saved = plugin.awaitCalls(SAVED, 2).stream().map(AfterHooksIT::event).toList();
        assertThat(saved.get(0).at("/content/id").asText()).isEqualTo(id);
        assertThat(saved.get(0).at("/content/data/title").asText()).isEqualTo("A life");
        assertThat(saved.get(0).at("/isNew").asBoolean()).isTrue();
        assertThat(saved.get(1).at("/content/data/title").asText()).isEqualTo("A longer life");
        assertThat(saved.get(1).at("/isNew").asBoolean()).isFalse();
        var published = event(plugin.awaitCalls("content:afterPublish", 1).getFirst());
        assertThat(published.at("/content/status").asText()).isEqualTo("published");
        plugin.awaitCalls("content:afterUnpublish", 1);
        var deleted =
                plugin.awaitCalls("content:afterDelete", 2).stream()
                        .map(AfterHooksIT::event)
                        .toList();
        assertThat(deleted)
                .extracting(event -> event.at("/permanent").asBoolean())
                .containsExactly(false, true);
    }

    @Test
    void everythingSavedAfterTheActivationIsDelivered() {
        install(plugin, SAVED);

        var ids = IntStream.range(0, 50).mapToObj(i -> editor.created("Entry " + i)).toList();

        var delivered =
                plugin.awaitCalls(SAVED, 50).stream()
                        .map(call -> event(call).at("/content/id").asText())
                        .toList();
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void eventsOfOneEntryArriveInOrder() {
        install(plugin, SAVED);
        var id = editor.created("0");
        for (int i = 1; i <= 30; i++) {
            editor.update(id, Map.of("title", String.valueOf(i))).then().statusCode(200);
        }

        var titles =
                plugin.awaitCalls(SAVED, 31).stream()
                        .map(call -> event(call).at("/content/data/title").asInt())
                        .toList();
        assertThat(titles).isEqualTo(IntStream.rangeClosed(0, 30).boxed().toList());
    }

    @Test
    void aFailedDeliveryIsRepeatedWithTheSameEventIdUntilItSucceeds() {
        plugin.hook(
                SAVED,
                editor.matchingMe(Map.of()),
                PluginBehaviour.inTurn(
                        PluginBehaviour.status(500),
                        PluginBehaviour.garbage(),
                        PluginBehaviour.keep()));
        operator.install(plugin);
        editor.created("Stubborn");

        var attempts = plugin.awaitCalls(SAVED, 3);

        assertThat(attempts)
                .extracting(call -> call.header("webhook-id").orElseThrow())
                .containsOnly(attempts.getFirst().header("webhook-id").orElseThrow());
        assertThat(attempts)
                .extracting(call -> body(call).at("/context/attempt").asInt())
                .startsWith(1, 2, 3);
    }

    @Test
    void aFailingEntryDoesNotHoldUpOthers() {
        plugin.hook(
                SAVED,
                editor.matchingMe(Map.of()),
                (call, answer) -> {
                    if (event(call).at("/content/data/title").asText().equals("poison")) {
                        PluginBehaviour.status(500).answer(call, answer);
                    } else {
                        PluginBehaviour.keep().answer(call, answer);
                    }
                });
        operator.install(plugin);
        editor.created("poison");
        var healthy = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            healthy.add(editor.created("healthy " + i));
        }

        Operator.awaitEffect(() ->
                assertThat(plugin.calls(SAVED))
                        .extracting(call -> event(call).at("/content/id").asText())
                        .containsAll(healthy));
    }

    @Test
    void aHangingPluginDelaysNobodyElse() {
        try (var hanging = PluginFixture.start("hanging")) {
            hanging.hook(
                    SAVED, editor.matchingMe(Map.of("timeout", 60_000)), PluginBehaviour.hang());
            operator.install(hanging);
            install(plugin, SAVED);

            for (int i = 0; i < 20; i++) {
                editor.created("Entry " + i);
            }

            assertThat(plugin.awaitCalls(SAVED, 20)).hasSize(20);
        }
    }

    @Test
    void aPluginThatWasSwitchedOffGetsNothingOfTheTimeBetween() {
        install(plugin, SAVED);
        editor.created("before");
        plugin.awaitCalls(SAVED, 1);
        operator.deactivate("listener");
        var missed = editor.created("between");
        try (var witness = PluginFixture.start("witness")) {
            install(witness, SAVED);
            // Once the witness has a later event, the missed one is on the topic.
            editor.created("marker");
            witness.awaitCalls(SAVED, 1);
        }
        operator.activate("listener");

        var after = editor.created("after");
        Operator.awaitEffect(() -> assertThat(ids(plugin)).contains(after));
        assertThat(ids(plugin)).doesNotContain(missed);
    }

    @Test
    void deliveriesGoOnAfterTheGatewayIsKilled() {
        plugin.hook(SAVED, editor.matchingMe(Map.of()), PluginBehaviour.status(503));
        operator.install(plugin);
        var ids = IntStream.range(0, 10).mapToObj(i -> editor.created("Entry " + i)).toList();
        plugin.awaitCalls(SAVED, 1);
        platform.gateway.kill();
        plugin.answer(SAVED, PluginBehaviour.keep());
        plugin.forgetCalls();

        platform.gateway.restart();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ids(plugin)).containsAll(ids));
    }

    private void install(PluginFixture fixture, String... hooks) {
        for (var hook : hooks) {
            fixture.hook(hook, editor.matchingMe(Map.of()), PluginBehaviour.keep());
        }
        operator.install(fixture);
    }

    private static List<String> ids(PluginFixture fixture) {
        return fixture.calls(SAVED).stream()
                .map(call -> event(call).at("/content/id").asText())
                .toList();
    }

    private static JsonNode event(RecordedCall call) {
        return body(call).path("event");
    }

    private static JsonNode body(RecordedCall call) {
        try {
            return JSON.readTree(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(call.body(), e);
        }
    }
}
