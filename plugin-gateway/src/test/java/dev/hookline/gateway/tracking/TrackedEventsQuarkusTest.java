package dev.hookline.gateway.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class TrackedEventsQuarkusTest {

    private static final Map<String, Object> BAN_USER =
            Map.of(
                    "name",
                    "ban-user",
                    "schema",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("user", Map.of("type", "object")),
                            "required",
                            List.of("user")));
    private static final Map<String, Object> CLEVERBOT =
            Map.of("user", Map.of("id", 1, "username", "cleverbot"));

    private static final SchemaValidator SCHEMAS = new SchemaValidator();

    private final PluginFixture moderation =
            PluginFixture.start("moderation")
                    .manifest("events", List.of(BAN_USER, Map.of("name", "unban-user")));
    private final PluginFixture analytics = PluginFixture.start("analytics");
    private String moderationToken = "";
    private String analyticsToken = "";

    @BeforeEach
    void installPlugins() {
        moderationToken = install(moderation);
        analyticsToken = install(analytics);
    }

    @AfterEach
    void removePlugins() {
        List<String> ids = admin().get("/api/v1/plugins").then().extract().path("items.id");
        ids.forEach(id -> admin().delete("/api/v1/plugins/" + id).then().statusCode(204));
        moderation.close();
        analytics.close();
    }

    @Test
    void boundsHowOftenAPluginPublishes() {
        try (var eager = PluginFixture.start("eager")) {
            var token = install(eager);
            int sent = 0;
            Response answer;
            do {
                sent++;
                answer =
                        given().auth()
                                .oauth2(token)
                                .contentType(ContentType.JSON)
                                .body(Map.of("name", "unheard-of", "properties", Map.of()))
                                .post("/plugin-api/v1/events");
            } while (answer.statusCode() != 429 && sent < 3000);

            assertThat(sent).isBetween(600, 2999);
            answer.then()
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:hookline:problem:rate-limited"));
        }
    }

    @Test
    void aPluginPublishesItsOwnEventAsItself() {
        publish(moderationToken, event("ban-user", CLEVERBOT))
                .statusCode(202)
                .body("id", matchesPattern("[0-9a-f-]{14}7[0-9a-f-]{21}"))
                .body("name", equalTo("ban-user"))
                .body("created", matchesPattern("\\d{4}-.*Z"))
                .body("actor.id", equalTo("plugin:moderation"))
                .body("properties.user.username", equalTo("cleverbot"));
    }

    @Test
    void anEventTravelsAsACloudEventKeyedByItsActor() {
        String id = publish(moderationToken, event("ban-user", CLEVERBOT)).extract().path("id");

        var published = PublishedEvents.await(id);

        assertThat(published.key()).isEqualTo("plugin:moderation");
        assertThat(published.data().at("/properties/user/id").asInt()).isEqualTo(1);
        assertThat(published.headers())
                .containsEntry("ce_id", id)
                .containsEntry("ce_type", "track_event")
                .containsEntry("ce_source", "/plugin-gateway")
                .containsEntry("ce_authid", "plugin:moderation");
        assertThat(SCHEMAS.validate("urn:hookline:schema:track_event.event:1", published.data()))
                .isEmpty();
    }

    @Test
    void anEventMayHaveNoActor() {
        var ofNobody = event("ban-user", CLEVERBOT);
        ofNobody.put("actor", null);

        String id =
                publish(moderationToken, ofNobody)
                        .statusCode(202)
                        .body("actor", nullValue())
                        .extract()
                        .path("id");

        var published = PublishedEvents.await(id);
        assertThat(published.key()).isEqualTo("ban-user");
        assertThat(published.data().get("actor").isNull()).isTrue();
        assertThat(published.headers()).doesNotContainKey("ce_authid");
    }

    @Test
    void aPluginNamesAnActorAndIsStillKnownAsThePublisher() {
        var ofAda = event("ban-user", CLEVERBOT);
        ofAda.put("actor", Map.of("id", "ada", "name", "Ada"));

        String id =
                publish(moderationToken, ofAda)
                        .statusCode(202)
                        .body("actor.id", equalTo("ada"))
                        .extract()
                        .path("id");

        var published = PublishedEvents.await(id);
        assertThat(published.key()).isEqualTo("ada");
        assertThat(published.data().at("/actor/name").asText()).isEqualTo("Ada");
        assertThat(published.headers()).containsEntry("ce_authid", "plugin:moderation");
    }

    @Test
    void aRepeatedRequestPublishesNothingAnew() {
        var request = event("ban-user", CLEVERBOT);
        String first = publishOnce("key-1", request).statusCode(202).extract().path("id");

        publishOnce("key-1", request).statusCode(202).body("id", equalTo(first));
        publishOnce("key-1", event("unban-user", Map.of()))
                .statusCode(422)
                .body("type", equalTo("urn:hookline:problem:idempotency-key-reused"));
        String last = publish(moderationToken, request).extract().path("id");

        // Events of one key are in order: what came between would be there.
        PublishedEvents.await(last);
        assertThat(PublishedEvents.soFar())
                .extracting(PublishedEvents.Published::id)
                .containsSubsequence(first, last)
                .containsOnlyOnce(first);
    }

    @Test
    void refusesAnEventThatNobodyRegistered() {
        publish(moderationToken, event("nope", Map.of()))
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:unregistered-event"));
    }

    @Test
    void refusesAnotherPluginsEventAndThoseOfThePlatform() {
        publish(analyticsToken, event("ban-user", CLEVERBOT))
                .statusCode(403)
                .body("type", equalTo("urn:hookline:problem:forbidden"))
                .body("detail", containsString("plugin:moderation"));
        publish(analyticsToken, event("logout", Map.of())).statusCode(403);
    }

    @Test
    void refusesPropertiesThatDoNotFitTheSchema() {
        publish(moderationToken, event("ban-user", Map.of("user", "cleverbot")))
                .statusCode(422)
                .body("type", equalTo("urn:hookline:problem:validation-failed"))
                .body("errors[0].field", equalTo("properties.user"));
        publish(moderationToken, event("ban-user", Map.of())).statusCode(422);
        publish(moderationToken, Map.of("name", "ban-user")).statusCode(422);
    }

    @Test
    void refusesPropertiesThatAreTooLarge() {
        publish(moderationToken, event("unban-user", Map.of("text", "x".repeat(64 * 1024))))
                .statusCode(413)
                .body("type", equalTo("urn:hookline:problem:too-large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                     | 400 |",
                "{\"name\": \"unban-user\", \"created\": \"now\"}       | 400 | created",
                "{}                                                     | 422 | name",
                "{\"name\": 5}                                          | 422 | name",
                "{\"name\": \"unban-user\", \"properties\": []}         | 422 | properties",
                "{\"name\": \"unban-user\", \"actor\": \"ada\"}         | 422 | actor",
                "{\"name\": \"unban-user\", \"actor\": {\"id\": 1}}     | 422 | actor.id",
                "{\"name\": \"unban-user\", \"actor\": {\"id\": \"a\", \"x\": 1}} | 400 | actor.x",
            })
    void refusesWhatIsNoEvent(String body, int status, String field) {
        given().auth()
                .oauth2(moderationToken)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/plugin-api/v1/events")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void anybodySignedInPublishesARegisteredEventAsThemselves() {
        post(TestTokens.viewer(), event("ban-user", CLEVERBOT))
                .statusCode(202)
                .body("actor.id", equalTo("viewer-1"))
                .body("actor.roles[0]", equalTo("viewer"));

        var asSomebodyElse = event("ban-user", CLEVERBOT);
        asSomebodyElse.put("actor", Map.of("id", "admin-1"));
        post(TestTokens.viewer(), asSomebodyElse).statusCode(403);
        post(TestTokens.admin(), asSomebodyElse).statusCode(202);
        given().contentType(ContentType.JSON)
                .body(asSomebodyElse)
                .post("/api/v1/events")
                .then()
                .statusCode(401);
    }

    @Test
    void onlyAdministratorsAnnounceWhatThePlatformTracks() {
        post(TestTokens.editor(), event("login", Map.of())).statusCode(403);
        post(TestTokens.admin(), event("login", Map.of())).statusCode(202);
        post(TestTokens.admin(), event("drop-table", Map.of("database", "content")))
                .statusCode(422);
    }

    @Test
    void listsEveryTypeWithItsOwnerAndSchema() {
        given().auth()
                .oauth2(TestTokens.viewer())
                .get("/api/v1/events/types")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("insert-rows", "ban-user", "unban-user"))
                .body("items.find { it.name == 'insert-rows' }.owner", equalTo("platform"))
                .body(
                        "items.find { it.name == 'insert-rows' }.schema.required[0]",
                        equalTo("database"))
                .body("items.find { it.name == 'ban-user' }.owner", equalTo("plugin:moderation"))
                .body("items.find { it.name == 'unban-user' }.schema", nullValue());
    }

    @Test
    void aRemovedPluginsTypesAreGone() {
        admin().delete("/api/v1/plugins/moderation").then().statusCode(204);

        post(TestTokens.admin(), event("ban-user", CLEVERBOT)).statusCode(400);
    }

    @Test
    void aManifestWithASchemaThatIsNoneIsRefused() {
        try (var broken =
                PluginFixture.start("broken")
                        .manifest(
                                "events",
                                List.of(
                                        Map.of(
                                                "name",
                                                "break-things",
                                                "schema",
                                                Map.of("type", "thing"))))) {
            given(admin())
                    .contentType(ContentType.JSON)
                    .body(broken.manifest())
                    .post("/api/v1/plugins")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("urn:hookline:problem:invalid-manifest"))
                    .body("errors[0].field", containsString("events[0].schema"));
            admin().get("/api/v1/plugins/broken").then().statusCode(404);
        }
    }

    private static Map<String, Object> event(String name, Map<String, ?> properties) {
        return new HashMap<>(Map.of("name", name, "properties", properties));
    }

    private static ValidatableResponse publish(String token, Map<String, ?> event) {
        return send(token, event, "/plugin-api/v1/events");
    }

    private static ValidatableResponse post(String token, Map<String, ?> event) {
        return send(token, event, "/api/v1/events");
    }

    private static ValidatableResponse send(String token, Map<String, ?> event, String path) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(event)
                .post(path)
                .then();
    }

    private ValidatableResponse publishOnce(String key, Map<String, ?> event) {
        return given().auth()
                .oauth2(moderationToken)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(event)
                .post("/plugin-api/v1/events")
                .then();
    }

    private static String install(PluginFixture plugin) {
        return given(admin())
                .contentType(ContentType.JSON)
                .body(plugin.manifest())
                .post("/api/v1/plugins")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin());
    }
}
