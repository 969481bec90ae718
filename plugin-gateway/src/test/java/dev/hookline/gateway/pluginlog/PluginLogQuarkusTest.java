package dev.hookline.gateway.pluginlog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PluginLogQuarkusTest {

    private static final String LOG = TestPlugin.API + "/log";
    private static final String KEPT = "/api/v1/plugins/chatty/log";

    @Inject PluginLog log;
    @Inject DataSource database;
    @Inject Clock clock;

    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("chatty");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void showsOperatorsWhatAPluginLogs() {
        write("info", "Saved").statusCode(204);
        plugin.call()
                .body(Map.of("level", "warn", "message", "Slow", "data", Map.of("ms", 1234.5)))
                .post(LOG)
                .then()
                .statusCode(204);

        kept("").body("items.message", contains("Slow", "Saved"))
                .body("items.level", contains("warn", "info"))
                .body("items[0].data.ms", equalTo(1234.5f))
                .body("items[1].data", nullValue())
                .body("items[0].at", notNullValue());
    }

    @Test
    void showsWhatMattersAtLeastAsMuchAsAskedFor() {
        for (var level : List.of("debug", "info", "warn", "error")) {
            write(level, level).statusCode(204);
        }

        kept("?level=warn").body("items.level", contains("error", "warn"));
        kept("?level=error").body("items.level", contains("error"));
        TestPlugin.operator().get(KEPT + "?level=loud").then().statusCode(400);
    }

    @Test
    void pagesFromTheNewestWhileMoreIsLogged() {
        for (int i = 1; i <= 5; i++) {
            write("info", "m" + i);
        }

        String cursor =
                kept("?limit=2")
                        .body("items.message", contains("m5", "m4"))
                        .extract()
                        .path("nextCursor");
        write("info", "m6");
        kept("?limit=3&cursor=" + cursor)
                .body("items.message", contains("m3", "m2", "m1"))
                .body("nextCursor", nullValue());
        TestPlugin.operator()
                .get(KEPT + "?level=info&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
    }

    @Test
    void takesControlCharactersOut() {
        write("info", "one\r\ntwo\u001b[2J\u0000").statusCode(204);

        kept("").body("items[0].message", equalTo("one\ntwo\uFFFD[2J\uFFFD"));
    }

    @Test
    void refusesWhatIsTooLongOrNoLogLine() {
        write("info", "x".repeat(8 * 1024)).statusCode(204);
        write("info", "x".repeat(8 * 1024 + 1)).statusCode(413);
        write("loud", "x").statusCode(422).body("errors.field", contains("level"));
        for (var body :
                List.of(
                        "{\"level\": \"info\"}",
                        "{\"level\": \"info\", \"message\": 1}",
                        "{\"level\": \"info\", \"message\": \"a\", \"pluginId\": \"other\"}")) {
            plugin.call().body(body).post(LOG).then().statusCode(422);
        }
        plugin.call().body("[]").post(LOG).then().statusCode(400);
        plugin.call()
                .body(Map.of("level", "info", "message", "a", "data", "x".repeat(16 * 1024)))
                .post(LOG)
                .then()
                .statusCode(413);
        given().contentType("application/json").body("{}").post(LOG).then().statusCode(401);

        kept("").body("items", hasSize(1));
    }

    @Test
    void slowsDownAPluginThatLogsTooFast() {
        int written = 0;
        var answer = write("debug", "again");
        while (answer.extract().statusCode() == 204) {
            written++;
            assertThat(written).isLessThan(2_000);
            answer = write("debug", "again");
        }

        assertThat(written).isGreaterThanOrEqualTo(600);
        answer.statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:hookline:problem:rate-limited"));
    }

    @Test
    void keepsOnlyTheNewestAndNothingTooOld() throws SQLException {
        for (int i = 1; i <= 5; i++) {
            write("info", "m" + i);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE plugin_log SET logged_at = logged_at - interval '2 days' WHERE message"
                            + " = 'm5'");
        }

        log.sweep(clock.instant().minus(Duration.ofDays(1)), 3);

        kept("").body("items.message", contains("m4", "m3", "m2"));
    }

    @Test
    void isForAdministratorsOnly() {
        given().get(KEPT).then().statusCode(401);
        given().auth().oauth2(TestTokens.editor()).get(KEPT).then().statusCode(403);
        given().auth().oauth2(plugin.token()).get(KEPT).then().statusCode(401);
        TestPlugin.operator().get("/api/v1/plugins/nobody/log").then().statusCode(404);
    }

    @Test
    void staysReadableAfterTheRemovalUnlessItIsToBeDeleted() {
        write("error", "last words");

        plugin.remove(false);
        kept("").body("items.message", contains("last words"));

        plugin.installAgain(Map.of());
        plugin.remove(true);
        TestPlugin.operator().get(KEPT).then().statusCode(404);
    }

    private ValidatableResponse write(String level, String message) {
        return plugin.call().body(Map.of("level", level, "message", message)).post(LOG).then();
    }

    private ValidatableResponse kept(String query) {
        return TestPlugin.operator().get(KEPT + query).then().statusCode(200);
    }
}
