package dev.hookline.gateway.cron;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class CronApiQuarkusTest {

    private static final String CRON = TestPlugin.API + "/cron";
    private static final Map<String, ?> TAKES_CRON =
            Map.of("hooks", Map.of("cron", Map.of()), "delivery", "kafka");

    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("cleanup", TAKES_CRON);
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void schedulesATask() {
        put("daily-cleanup", Map.of("schedule", "0 2 1 1 *", "data", Map.of("days", 30)))
                .statusCode(200)
                .body("name", equalTo("daily-cleanup"))
                .body("schedule", equalTo("0 2 1 1 *"))
                .body("timeZone", equalTo("UTC"))
                .body("data.days", equalTo(30))
                .body("nextRunAt", containsString("-01-01T02:00:00Z"))
                .body("lastRunAt", nullValue());
    }

    @Test
    void listsTasksByTheirNextRun() {
        put("later", Map.of("schedule", "2090-01-01"));
        put("sooner", Map.of("schedule", "2080-01-01T00:00+01:00"));
        put("middle", Map.of("schedule", "2085-07-01T00:00", "timeZone", "America/New_York"));

        list().body("items.name", contains("sooner", "middle", "later"))
                .body("items[1].nextRunAt", equalTo("2085-07-01T04:00:00Z"))
                .body("items[1].timeZone", equalTo("America/New_York"))
                .body("nextCursor", nullValue());
    }

    @Test
    void replacesATaskOfTheSameName() {
        put("task:1", Map.of("schedule", "@yearly", "data", Map.of("a", 1)));
        put("task:1", Map.of("schedule", "2090-01-01T00:00:00Z")).statusCode(200);

        list().body("items", hasSize(1))
                .body("items[0].nextRunAt", equalTo("2090-01-01T00:00:00Z"))
                .body("items[0].data", nullValue());
    }

    @Test
    void cancelsATask() {
        put("task", Map.of("schedule", "@yearly"));

        plugin.call().delete(CRON + "/task").then().statusCode(204);

        list().body("items", empty());
        plugin.call().delete(CRON + "/task").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60 * * * *", "0 0 30 2 *", "nope", "@reboot", "2030-02-30", " "})
    void refusesSchedulesThatCannotBeUsed(String schedule) {
        put("task", Map.of("schedule", schedule))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:invalid-schedule"))
                .body("errors[0].field", equalTo("schedule"));
        list().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "-a", "a.b", "a%20b", "%C3%A4", "a%00"})
    void refusesOtherNames(String name) {
        put(name, Map.of("schedule", "@yearly"))
                .statusCode(422)
                .body("errors[0].field", equalTo("name"));
    }

    @Test
    void refusesLongNamesButNotTheLongest() {
        put("a".repeat(129), Map.of("schedule", "@yearly")).statusCode(422);
        put("a".repeat(128), Map.of("schedule", "@yearly")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "UTC+3", "+02:00", ""})
    void refusesUnknownTimeZones(String zone) {
        put("task", Map.of("schedule", "@yearly", "timeZone", zone))
                .statusCode(422)
                .body("errors[0].field", equalTo("timeZone"));
    }

    @Test
    void refusesDataThatAreNoObjectOrTooLarge() {
        put("task", Map.of("schedule", "@yearly", "data", "text"))
                .statusCode(422)
                .body("errors[0].field", equalTo("data"));
        put("task", Map.of("schedule", "@yearly", "data", Map.of("x", "é".repeat(4092))))
                .statusCode(200);
        put("task", Map.of("schedule", "@yearly", "data", Map.of("x", "é".repeat(4093))))
                .statusCode(413)
                .body("type", equalTo("urn:hookline:problem:too-large"));
    }

    @Test
    void keepsDataAsTheyWereWritten() {
        put("task", Map.of("schedule", "@yearly", "data", Map.of("x", "\u0000\"\\")))
                .statusCode(200)
                .body("data.x", equalTo("\u0000\"\\"));
    }

    @Test
    void refusesBodiesThatAreNoSchedule() {
        for (var body : new String[] {"", "null", "[]", "{\"schedule\": {}}", "{\"cron\": 1}"}) {
            plugin.call().body(body).put(CRON + "/task").then().statusCode(400);
        }
        put("task", Map.of()).statusCode(422).body("errors[0].field", equalTo("schedule"));
    }

    @Test
    void refusesPluginsThatDoNotTakeTheHook() {
        plugin.upgrade(Map.of("hooks", Map.of("content:afterSave", Map.of()), "delivery", "kafka"))
                .statusCode(200);

        put("task", Map.of("schedule", "@yearly"))
                .statusCode(422)
                .body("errors[0].message", containsString("cron"));
    }

    @Test
    void refusesMoreTasksThanAllowed() {
        for (int i = 1; i <= 100; i++) {
            put("task" + i, Map.of("schedule", "@yearly")).statusCode(200);
        }

        put("onemore", Map.of("schedule", "@yearly"))
                .statusCode(429)
                .body("type", equalTo("urn:hookline:problem:quota-exceeded"));
        put("task100", Map.of("schedule", "@monthly")).statusCode(200);
    }

    @Test
    void keepsTasksOfPluginsApart() {
        try (var other = TestPlugin.install("other", TAKES_CRON)) {
            put("task", Map.of("schedule", "@yearly"));

            other.call().get(CRON).then().body("items", empty());
            other.call().delete(CRON + "/task").then().statusCode(404);
        }
    }

    @Test
    void isForPluginsOnly() {
        RestAssured.given().get(CRON).then().statusCode(401);
        RestAssured.given().auth().oauth2(TestTokens.admin()).get(CRON).then().statusCode(401);
    }

    @Test
    void showsTheOperatorEveryTask() {
        try (var other = TestPlugin.install("backup", TAKES_CRON)) {
            put("b", Map.of("schedule", "@yearly"));
            put("a", Map.of("schedule", "2090-01-01"));
            other.call().body(Map.of("schedule", "@yearly")).put(CRON + "/c");

            String cursor =
                    operator("?limit=2")
                            .statusCode(200)
                            .body("items.pluginId", contains("backup", "cleanup"))
                            .body("items.name", contains("c", "a"))
                            .body("items.state", contains("scheduled", "scheduled"))
                            .body("items.oneShot", contains(false, true))
                            .extract()
                            .path("nextCursor");
            operator("?cursor=" + cursor)
                    .body("items.name", contains("b"))
                    .body("nextCursor", nullValue());
        }
        operator("?cursor=nonsense")
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
        operator("?limit=0").statusCode(400);
        RestAssured.given().get("/api/v1/cron").then().statusCode(401);
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.editor())
                .get("/api/v1/cron")
                .then()
                .statusCode(403);
    }

    @Test
    void keepsTasksOfARemovedPluginUnlessItsDataGoToo() {
        put("task", Map.of("schedule", "@yearly"));

        plugin.remove(false);
        operator("").body("items.state", contains("paused"));
        plugin.installAgain(TAKES_CRON);
        list().body("items.name", contains("task"));

        plugin.remove(true);
        operator("").body("items", empty());
    }

    @Test
    void pausesTasksOfAPluginThatNoLongerTakesTheHook() {
        put("task", Map.of("schedule", "@yearly"));

        plugin.upgrade(Map.of("delivery", "kafka", "hooks", Map.of("content:afterSave", Map.of())));

        operator("").body("items.state", contains("paused"));
    }

    private ValidatableResponse put(String name, Map<String, ?> task) {
        return plugin.call().body(new HashMap<>(task)).put(CRON + "/" + name).then();
    }

    private ValidatableResponse list() {
        return plugin.call().get(CRON).then().statusCode(200);
    }

    private static ValidatableResponse operator(String query) {
        return TestPlugin.operator().get("/api/v1/cron" + query).then();
    }
}
