package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.testsupport.PluginAnswer;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins write fires hooks like anybody's writing, and still nothing goes on for ever. */
class LoopsIT {

    private static final String BEFORE = "content:beforeSave";
    private static final String AFTER = "content:afterSave";
    private static final int LIMIT = 8;

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private final PluginFixture plugin = writer("looper");
    private final PluginFixture second = writer("second");
    private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();

    /** What the plugins were answered when they wrote. */
    private final List<Response> writes = new CopyOnWriteArrayList<>();

    private volatile String token = "";
    private volatile String secondToken = "";

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
        second.close();
        later.shutdownNow();
    }

    @Test
    void aPluginThatAnswersEachOfItsChangesWithAChangeIsStopped() {
        plugin.hook(
                AFTER,
                mine(),
                (call, answer) -> {
                    note(call, api(token), "change " + writes.size());
                    PluginBehaviour.keep().answer(call, answer);
                });
        token = operator.install(plugin);

        var id = editor.created("Loop");

        refusedAtTheLimit();
        var entry = editor.get(id).then().extract();
        assertThat((Integer) entry.path("version")).isEqualTo(1 + LIMIT);
        assertThat(plugin.calls(AFTER)).hasSize(1 + LIMIT);
        assertThat(plugin.calls(AFTER).getLast().context().at("/actor/id").asText())
                .isEqualTo("plugin:looper");
    }

    @Test
    void aPluginThatNamesItsCauseIsStoppedEvenIfItWritesLater() {
        plugin.hook(
                AFTER,
                mine(),
                (call, answer) -> {
                    PluginBehaviour.keep().answer(call, answer);
                    var cause = call.context().path("cause").asText();
                    later.submit(() ->
                            note(
                                    call,
                                    api(token).header("hookline-cause", cause),
                                    "change " + writes.size()));
                });
        token = operator.install(plugin);

        editor.created("Loop");

        refusedAtTheLimit();
        assertThat(writes.getLast().path("chain").toString())
                .isEqualTo("[" + "looper, ".repeat(LIMIT) + "looper]");
    }

    @Test
    void twoPluginsThatSetEachOtherOffAreStopped() {
        plugin.hook(AFTER, mine(), (call, answer) -> bounce(plugin, call, answer));
        second.hook(AFTER, mine(), (call, answer) -> bounce(second, call, answer));
        token = operator.install(plugin);
        secondToken = operator.install(second);

        editor.created("Loop");

        // Both begin a chain with the first event, and each goes to and fro.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(writes)
                                .filteredOn(write -> write.statusCode() == 508)
                                .hasSize(2));
        assertThat(writes).filteredOn(write -> write.statusCode() == 200).hasSize(2 * LIMIT);
    }

    @Test
    void anHonestChainOfTwoPluginsWorks() {
        plugin.hook(
                AFTER,
                mine(),
                (call, answer) -> {
                    if (call.event().at("/content/data/note").isMissingNode()) {
                        note(call, api(token), "summary");
                    }
                    PluginBehaviour.keep().answer(call, answer);
                });
        second.hook(
                AFTER,
                mine(),
                (call, answer) -> {
                    if (call.event().at("/content/data/note").asText().equals("summary")) {
                        note(call, api(secondToken), "checked summary");
                    }
                    PluginBehaviour.keep().answer(call, answer);
                });
        token = operator.install(plugin);
        secondToken = operator.install(second);

        var id = editor.created("Honest");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> editor.get(id).then().body("data.note", equalTo("checked summary")));
        assertThat(writes).extracting(Response::statusCode).containsOnly(200);
    }

    @Test
    void aPluginThatWritesBeforeEachSaveIsStoppedAndTheSaveGoesThrough() {
        plugin.hook(
                BEFORE,
                mine(),
                (call, answer) -> {
                    writes.add(
                            api(token)
                                    .body(Map.of("data", Map.of("title", "Another")))
                                    .post(path("")));
                    PluginBehaviour.keep().answer(call, answer);
                });
        token = operator.install(plugin);
        Operator.awaitEffect(() -> editor.created("Wanted"));

        refusedAtTheLimit();
        assertThat(editor.entries()).hasSize(1 + LIMIT);
    }

    @Test
    void aPluginThatChangesTheEntryThatIsBeingSavedLocksNobodyOut() {
        var id = editor.created("Contended");
        plugin.hook(
                BEFORE,
                mine(),
                (call, answer) -> {
                    if (!call.context().at("/actor/id").asText().startsWith("plugin:")) {
                        writes.add(
                                api(token)
                                        .body(Map.of("data", Map.of("note", "meanwhile")))
                                        .patch(path("/" + id)));
                    }
                    PluginBehaviour.keep().answer(call, answer);
                });
        token = operator.install(plugin);
        Operator.awaitEffect(() -> {
            var answer = editor.update(id, Map.of("title", "New"));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.<String>path("type")).endsWith(":edit-conflict");
        });

        assertThat(writes).extracting(Response::statusCode).containsOnly(200);
        editor.get(id).then().body("data.note", equalTo("meanwhile"));
    }

    /** Eight writes went through, and the ninth did not. */
    private void refusedAtTheLimit() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(writes).hasSize(1 + LIMIT));
        assertThat(writes.stream().filter(write -> write.statusCode() < 300)).hasSize(LIMIT);
        var refusal =
                writes.stream()
                        .filter(write -> write.statusCode() == 508)
                        .findFirst()
                        .orElseThrow();
        assertThat(refusal.<String>path("type")).isEqualTo("urn:hookline:problem:causation-loop");
        assertThat(refusal.<Integer>path("depth")).isEqualTo(1 + LIMIT);
    }

    private void bounce(PluginFixture self, RecordedCall call, PluginAnswer answer)
            throws IOException {
        if (!call.context().at("/actor/id").asText().equals("plugin:" + self.id())) {
            note(call, api(self == plugin ? token : secondToken), "bounce " + writes.size());
        }
        PluginBehaviour.keep().answer(call, answer);
    }

    private void note(RecordedCall call, RequestSpecification api, String note) {
        var id = call.event().at("/content/id").asText();
        writes.add(api.body(Map.of("data", Map.of("note", note))).patch(path("/" + id)));
    }

    private int version(String id) {
        return editor.get(id).then().extract().path("version");
    }

    private Map<String, Object> mine() {
        return editor.matchingMe(Map.of("timeout", 20_000));
    }

    private String path(String rest) {
        return "/plugin-api/v1/content/" + editor.collection() + rest;
    }

    private RequestSpecification api(String token) {
        return given().baseUri(platform.gateway.url().toString())
                .contentType("application/json")
                .auth()
                .oauth2(token);
    }

    private static PluginFixture writer(String id) {
        return PluginFixture.start(id).manifest("capabilities", List.of("content:write"));
    }
}
