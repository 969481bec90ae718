package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestInfrastructure;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A save passes through plugins: over a real bus, through the gateway, to plugins on real sockets.
 */
class BeforeHooksIT {

    private static final String SAVE = "content:beforeSave";
    private static final String DELETE = "content:beforeDelete";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private final PluginFixture plugin = PluginFixture.start("first");

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
    }

    @Test
    void aPluginChangesWhatIsStored() {
        install(
                SAVE,
                PluginBehaviour.valueOf(
                        call -> contentWith(call.body(), "note", "from the plugin")));

        awaitNote("from the plugin");
    }

    @Test
    void aPluginSetsTheSlug() {
        install(
                SAVE,
                PluginBehaviour.valueOf(call ->
                        contentWith(call.body(), "slug", "my-slug-" + call.body().length())));

        Operator.awaitEffect(() ->
                editor.create(Map.of("title", "Any title " + System.nanoTime()))
                        .then()
                        .statusCode(201)
                        .body("slug", containsString("my-slug-")));
    }

    @Test
    void pluginsRunInOrderAndSeeWhatThePreviousOneReturned() {
        try (var second = PluginFixture.start("second")) {
            install(
                    SAVE,
                    Map.of("priority", 200),
                    PluginBehaviour.valueOf(call -> appendNote(call.body(), "late")));
            second.hook(
                    SAVE,
                    editor.matchingMe(Map.of("priority", 10)),
                    PluginBehaviour.valueOf(call -> appendNote(call.body(), "early")));
            operator.install(second);

            awaitNote("early,late");
        }
    }

    @Test
    void aRejectionIsAnsweredWith422AndItsReasonAndStoresNothing() {
        install(SAVE, PluginBehaviour.reject("Posts require a title"));

        awaitProblem(422, "hook-rejected")
                .then()
                .contentType("application/problem+json")
                .body("pluginId", equalTo("first"))
                .body("hook", equalTo(SAVE))
                .body("detail", equalTo("Posts require a title"));
        assertThat(editor.entries()).noneMatch(entry -> title(entry).equals("probe"));
    }

    static Stream<Arguments> misbehaviours() {
        return Stream.of(
                Arguments.of("status 500", PluginBehaviour.status(500), 502, "hook-failed"),
                Arguments.of("garbage", PluginBehaviour.garbage(), 502, "hook-failed"),
                Arguments.of("10 MiB", PluginBehaviour.oversized(), 502, "hook-failed"),
                Arguments.of(
                        "redirect",
                        PluginBehaviour.redirect(URI.create("http://127.0.0.1:1/")),
                        502,
                        "hook-failed"),
                Arguments.of(
                        "closed connection", PluginBehaviour.closeConnection(), 502, "hook-failed"),
                Arguments.of("wrong type", PluginBehaviour.value("text"), 502, "hook-failed"),
                Arguments.of("hang", PluginBehaviour.hang(), 504, "hook-timeout"),
                Arguments.of("endless drip", PluginBehaviour.drip(), 504, "hook-timeout"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviours")
    void aMisbehavingPluginFailsTheSaveWithinItsTimeout(
            String name, PluginBehaviour behaviour, int status, String type) {
        install(SAVE, Map.of("timeout", 700), behaviour);
        awaitProblem(status, type)
                .then()
                .body("pluginId", equalTo("first"))
                .body("hook", equalTo(SAVE));

        long started = System.nanoTime();
        editor.create(Map.of("title", "probe")).then().statusCode(status);

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(Duration.ofMillis(1400));
        assertThat(editor.entries()).noneMatch(entry -> title(entry).equals("probe"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviours")
    void underContinueAMisbehavingPluginLeavesTheValueAsItIs(
            String name, PluginBehaviour behaviour, int status, String type) {
        install(SAVE, Map.of("timeout", 300, "errorPolicy", "continue"), behaviour);

        Operator.awaitEffect(() -> {
            plugin.forgetCalls();
            editor.create(Map.of("title", "kept as it is"))
                    .then()
                    .statusCode(201)
                    .body("data.title", equalTo("kept as it is"));
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
    }

    @Test
    void underContinueARejectionIsPassedOver() {
        install(SAVE, Map.of("errorPolicy", "continue"), PluginBehaviour.reject("no"));

        Operator.awaitEffect(() -> {
            editor.create(Map.of("title", "kept")).then().statusCode(201);
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
    }

    @Test
    void aPluginCannotStoreWhatAClientCouldNot() {
        install(
                SAVE,
                PluginBehaviour.valueOf(call -> contentWith(call.body(), "unknown_field", 1)));

        awaitProblem(502, "hook-failed");
        assertThat(editor.entries()).noneMatch(entry -> title(entry).equals("probe"));
    }

    @Test
    void aClosedGateKeepsTheEntry() {
        var id = editor.created("stays");
        install(DELETE, PluginBehaviour.value(false));

        Operator.awaitEffect(
                () -> assertThat(plugin.awaitCalls(DELETE, deleteAttempt())).isNotEmpty());
        editor.delete(id).then().statusCode(422).body("type", containsString("hook-rejected"));
        editor.get(id).then().statusCode(200).body("status", equalTo("draft"));
    }

    @Test
    void noWritePathLeadsAroundThePlugins() {
        var id = editor.created("one");
        editor.update(id, Map.of("title", "two")).then().statusCode(200);
        var trashed = editor.created("in the trash");
        editor.delete(trashed).then().statusCode(204);
        install(SAVE, PluginBehaviour.reject("nothing passes"));
        awaitProblem(422, "hook-rejected");

        editor.update(id, Map.of("title", "three")).then().statusCode(422);
        editor.restoreRevision(id, 1).then().statusCode(422);
        editor.act(trashed, "restore").then().statusCode(422);

        editor.get(id).then().body("data.title", equalTo("two"));
    }

    @Test
    void noTransactionIsHeldWhileAPluginIsAwaited() throws Exception {
        install(SAVE, Map.of("timeout", 20_000), PluginBehaviour.keep());
        Operator.awaitEffect(() -> {
            editor.created("warm up");
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
        plugin.forgetCalls();
        plugin.answer(SAVE, PluginBehaviour.hang());

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                clients.submit(() -> editor.create(Map.of("title", "waiting")));
            }
            plugin.awaitCalls(SAVE, 3);
            var held = openTransactions();
            plugin.release();

            assertThat(held).isEmpty();
        }
    }

    @Test
    void aMissingGatewayFailsGuardedWritesAndStoresNothing() {
        install(SAVE, Map.of("timeout", 500), PluginBehaviour.keep());
        Operator.awaitEffect(() -> {
            editor.created("seen by the plugin");
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
        platform.gateway.kill();
        try {
            editor.create(Map.of("title", "probe"))
                    .then()
                    .statusCode(504)
                    .body("type", containsString("hook-timeout"));
            assertThat(editor.entries()).noneMatch(entry -> title(entry).equals("probe"));
        } finally {
            platform.gateway.restart();
        }
        Operator.awaitEffect(() -> editor.create(Map.of("title", "again")).then().statusCode(201));
    }

    @Test
    void theCallTellsWhoAsksForWhat() throws Exception {
        install(SAVE, PluginBehaviour.keep());
        Operator.awaitEffect(() -> {
            editor.created("A title");
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
        var body = JSON.readTree(plugin.calls(SAVE).getLast().body());

        assertThat(body.at("/event/collection").asText()).isEqualTo(editor.collection());
        assertThat(body.at("/event/isNew").asBoolean()).isTrue();
        assertThat(body.at("/event/content/title").asText()).isEqualTo("A title");
        assertThat(body.at("/event/content/slug").asText()).startsWith("a-title");
        assertThat(body.at("/context/actor/roles/0").asText()).isEqualTo("editor");
        assertThat(body.at("/context/pluginId").asText()).isEqualTo("first");
        // Both parts of an access token begin so; the cause has one of them only.
        assertThat(body.toString()).doesNotContainPattern("eyJ[\\w-]+\\.eyJ");
    }

    /** The first delete attempts may come before the content service knows of the plugin. */
    private int deleteAttempt() {
        editor.delete(editor.created("probe"));
        return 1;
    }

    private void install(String hook, PluginBehaviour behaviour) {
        install(hook, Map.of(), behaviour);
    }

    private void install(String hook, Map<String, ?> options, PluginBehaviour behaviour) {
        plugin.hook(hook, editor.matchingMe(options), behaviour);
        operator.install(plugin);
    }

    private void awaitNote(String note) {
        Operator.awaitEffect(() ->
                editor.create(Map.of("title", "Any title"))
                        .then()
                        .statusCode(201)
                        .body("data.note", equalTo(note)));
    }

    /**
     * Creates until the answer is this problem; entries created before the plugin was known are
     * removed.
     */
    private Response awaitProblem(int status, String type) {
        var answers = new LinkedHashMap<String, Response>();
        Operator.awaitEffect(() -> {
            var answer = editor.create(Map.of("title", "probe"));
            if (answer.statusCode() == 201) {
                editor.delete(answer.path("id"));
            }
            answer.then().statusCode(status).body("type", equalTo("urn:hookline:problem:" + type));
            answers.put("last", answer);
        });
        return answers.get("last");
    }

    private static List<String> openTransactions() throws SQLException {
        var login = TestInfrastructure.shared().superuser();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT state || ': ' || query FROM pg_stat_activity WHERE"
                                                + " datname = 'content' AND state LIKE 'idle in"
                                                + " transaction%'")) {
            var held = new ArrayList<String>();
            while (rows.next()) {
                held.add(rows.getString(1));
            }
            return held;
        }
    }

    private static String title(Map<String, Object> entry) {
        return String.valueOf(((Map<?, ?>) entry.get("data")).get("title"));
    }

    private static Object contentWith(String body, String field, Object value) {
        var content = contentOf(body);
        content.put(field, value);
        return content;
    }

    private static Object appendNote(String body, String word) {
        var content = contentOf(body);
        var before = content.get("note");
        content.put("note", before == null ? word : before + "," + word);
        return content;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> contentOf(String body) {
        try {
            return JSON.convertValue(JSON.readTree(body).at("/event/content"), LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
