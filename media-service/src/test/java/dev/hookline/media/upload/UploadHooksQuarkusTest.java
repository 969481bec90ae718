package dev.hookline.media.upload;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.PNG;
import static dev.hookline.media.testing.MediaApi.asAdmin;
import static dev.hookline.media.testing.MediaApi.meanwhile;
import static dev.hookline.media.testing.MediaApi.unknownPicture;
import static dev.hookline.media.testing.MediaApi.upload;
import static dev.hookline.testsupport.StandInGateway.completed;
import static dev.hookline.testsupport.StandInGateway.decided;
import static dev.hookline.testsupport.StandInGateway.hook;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.identity.PluginPass;
import dev.hookline.kit.identity.PluginPasses;
import dev.hookline.kit.identity.Role;
import dev.hookline.media.testing.Form;
import dev.hookline.media.testing.Kept;
import dev.hookline.media.testing.MediaHooks;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.Question;
import dev.hookline.testsupport.TestInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plugins may do with an upload, and what becomes of one that they do not let pass. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadHooksQuarkusTest {

    private static final String HOOK = "media:beforeUpload";
    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject PluginPasses passes;

    private MediaHooks gateway;
    private Kept before;

    @BeforeAll
    void announceThePlugin() {
        gateway = MediaHooks.start();
        gateway.plugin("image-policy", hook(HOOK, Duration.ofMillis(300), Map.of()));
    }

    @BeforeEach
    void look() {
        gateway.answer(HOOK, question -> null);
        while (gateway.unreadQuestions() > 0) {
            gateway.nextQuestion();
        }
        before = Kept.now();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void tellsPluginsWhatTheFileReallyIs() {
        answer(MediaHooks::file);

        var text = "no picture".getBytes(StandardCharsets.UTF_8);
        var answer = upload(TestTokens.author("ada"), Form.of("../a b.png", "image/png", text));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var question = gateway.nextQuestion();
        assertThat(question.event())
                .hasToString(
                        "{\"file\":{\"name\":\"a b.png\",\"type\":\"text/plain\",\"size\":10}}");
        assertThat(question.subject()).isEqualTo("media/" + answer.get("id"));
        assertThat(question.headers()).containsEntry("ce_authid", "ada");
    }

    @Test
    void usesTheNameAndTheTypeThatPluginsReturnButNotTheSize() {
        answer(question ->
                MediaHooks.file(question)
                        .put("name", "../../1732200000-a?.png")
                        .put("type", "Image/JPG; q=1")
                        .put("size", 5));

        var answer = upload("a.png", "image/png", PNG);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.get("filename")).isEqualTo("1732200000-a_.png");
        assertThat(answer.get("mimeType")).isEqualTo("image/jpeg");
        assertThat(answer.body().get("size").asInt()).isEqualTo(PNG.length);
    }

    @Test
    void keepsTheFileAsItIsWhenPluginsSayNothing() {
        answer(question -> null);

        assertThat(upload("a.png", "image/png", PNG).get("filename")).isEqualTo("a.png");
    }

    @Test
    void aPluginThatTakesTenMebibytesGetsThemAndNotOneByteMore() {
        gateway.answer(
                HOOK,
                question ->
                        MediaHooks.file(question).get("size").asLong() > TEN_MEBIBYTES
                                ? decided(HookReply.Outcome.REJECTED, "image-policy", "Max 10MB")
                                : completed(MediaHooks.file(question)));
        var bytes = Arrays.copyOf(PNG, TEN_MEBIBYTES + 1);

        var refused = upload("a.png", "image/png", bytes);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.get("type")).isEqualTo("urn:hookline:problem:hook-rejected");
        assertThat(refused.get("detail")).isEqualTo("Max 10MB");
        assertThat(refused.get("pluginId")).isEqualTo("image-policy");
        assertThat(Kept.now()).isEqualTo(before);

        var taken = upload("a.png", "image/png", Arrays.copyOf(bytes, TEN_MEBIBYTES));

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.get("mimeType")).isEqualTo("image/png");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED,  422, hook-rejected",
        "FAILED,    502, hook-failed",
        "TIMED_OUT, 504, hook-timeout"
    })
    void keepsNothingThatPluginsDoNotLetPass(
            HookReply.Outcome outcome, int status, String problem) {
        gateway.answer(HOOK, question -> decided(outcome, "image-policy", "because"));

        var answer = upload("a.png", "image/png", unknownPicture());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:" + problem);
        assertThat(answer.get("detail")).isEqualTo("because");
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void keepsNothingWhenNobodyAnswers() {
        var answer = upload("a.png", "image/png", unknownPicture());

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:hook-timeout");
        assertThat(Kept.now()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a.png\"",
                "[]",
                "{}",
                "{\"name\": \"a.png\"}",
                "{\"name\": \" \", \"type\": \"image/png\"}",
                "{\"name\": 7, \"type\": \"image/png\"}",
                "{\"name\": \"a.png\", \"type\": \"picture\"}",
                "{\"name\": \"a.png\", \"type\": \"text/html\\r\\nSet-Cookie: a=b\"}"
            })
    void keepsNothingWhenPluginsReturnRubbish(String value) throws JsonProcessingException {
        JsonNode rubbish = JSON.readTree(value);
        gateway.answer(HOOK, question -> completed(rubbish));

        var answer = upload("a.png", "image/png", unknownPicture());

        assertThat(answer.status()).as(answer.text()).isEqualTo(502);
        assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:hook-failed");
        assertThat(answer.body().at("/errors/0/field").asText()).startsWith("file");
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void asksAboutANewNameOfAPersonAndOfAPlugin() {
        answer(MediaHooks::file);
        var id = upload("a.png", "image/png", PNG).get("id");
        gateway.nextQuestion();
        gateway.answer(
                HOOK,
                question ->
                        MediaHooks.file(question).get("name").asText().startsWith("secret")
                                ? decided(HookReply.Outcome.REJECTED, "image-policy", "no secrets")
                                : completed(MediaHooks.file(question).put("name", "2026-b.png")));
        var pass =
                new PluginPass(
                        "darkroom",
                        "Darkroom",
                        Set.of(Role.EDITOR),
                        new Cause("e7", 1, List.of("darkroom")));
        var plugin = "Hookline-Pass " + passes.issue(pass, "media-service");

        for (var authorization : List.of("Bearer " + TestTokens.admin(), plugin)) {
            rename(authorization, id, "secret.png")
                    .statusCode(422)
                    .body("type", equalTo("urn:hookline:problem:hook-rejected"));
        }
        assertThat(gateway.nextQuestion().event())
                .hasToString(
                        "{\"file\":{\"name\":\"secret.png\",\"type\":\"image/png\",\"size\":"
                                + PNG.length
                                + "}}");
        assertThat(gateway.nextQuestion().headers()).containsEntry("ce_authid", "plugin:darkroom");
        asAdmin().get(MEDIA + '/' + id).then().body("filename", equalTo("a.png"));

        rename(plugin, id, "b.png").statusCode(200).body("filename", equalTo("2026-b.png"));
        gateway.nextQuestion();
        asAdmin()
                .body(Map.of("alt", "one pixel", "filename", "2026-b.png"))
                .patch(MEDIA + '/' + id)
                .then()
                .statusCode(200);
        assertThat(gateway.unreadQuestions()).isZero();
    }

    @Test
    void holdsNoTransactionWhilePluginsThink() throws SQLException {
        gateway.plugin("slow", hook(HOOK, Duration.ofSeconds(5), Map.of()));
        var upload = meanwhile(() -> upload("a.png", "image/png", PNG));
        var question = gateway.nextQuestion();

        assertThat(openTransactions()).isZero();

        gateway.reply(question, completed(question.event().get("file")));
        assertThat(upload.join().status()).isEqualTo(201);
        gateway.deactivate("slow");
    }

    @Test
    void announcesWhatHasBeenStored() {
        answer(question -> MediaHooks.file(question).put("name", "renamed.png"));
        var answer = upload(TestTokens.author("ada"), Form.of("a.png", "image/png", PNG));
        var id = answer.get("id");

        var event = Kept.eventsOf(id, 1).getFirst();

        assertThat(event.hook()).isEqualTo("media:afterUpload");
        assertThat(event.headers()).containsEntry("ce_authid", "ada");
        var media = event.data().get("media");
        assertThat(media.get("id").asText()).isEqualTo(id);
        assertThat(media.get("filename").asText()).isEqualTo("renamed.png");
        assertThat(media.get("mimeType").asText()).isEqualTo("image/png");
        assertThat(media.get("size").asInt()).isEqualTo(PNG.length);
        assertThat(media.get("url").asText()).isEqualTo("/media/" + id + "/renamed.png");
        assertThat(media.get("createdAt").asText()).isEqualTo(answer.get("createdAt"));
        assertThat(Kept.eventsOf(id, 1)).hasSize(1);
    }

    private static ValidatableResponse rename(String authorization, String id, String filename) {
        return given().header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body(Map.of("filename", filename))
                .patch(MEDIA + '/' + id)
                .then();
    }

    private void answer(Function<Question, ObjectNode> behaviour) {
        gateway.answer(HOOK, question -> completed(behaviour.apply(question)));
    }

    private static long openTransactions() throws SQLException {
        var login = TestInfrastructure.shared().superuser();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        SELECT count(*) FROM pg_stat_activity
                                        WHERE datname = 'media' AND xact_start IS NOT NULL
                                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
