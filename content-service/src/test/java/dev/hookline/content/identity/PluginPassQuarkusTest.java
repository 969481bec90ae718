package dev.hookline.content.identity;

import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.content.testing.AfterEvents;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.identity.PluginPass;
import dev.hookline.kit.identity.PluginPasses;
import dev.hookline.kit.identity.Role;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PluginPassQuarkusTest.WithKey.class)
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class PluginPassQuarkusTest {

    private static final String SERVICE = "content-service";
    private static final Cause CAUSE = new Cause("e7", 3, List.of("search", "index", "audit-log"));

    public static final class WithKey implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hookline.platform.pass-key",
                    "A".repeat(43) + "=",
                    "hookline.bus.accept-unsigned",
                    "true");
        }
    }

    @Inject PluginPasses passes;

    private String posts;

    @BeforeEach
    void makeACollection() {
        posts = collectionWith(field("title", "string"));
    }

    @Test
    void aPluginIsTheActorOfWhatItWritesAndTheEventNamesItsCause() {
        String id =
                asPlugin(Role.EDITOR)
                        .body(Map.of("data", Map.of("title", "A")))
                        .post(entries(posts))
                        .then()
                        .statusCode(201)
                        .body("authorId", equalTo("plugin:audit-log"))
                        .extract()
                        .path("id");

        var headers = AfterEvents.of(posts + '/' + id, 1).getFirst().headers();
        assertThat(headers)
                .containsEntry("ce_authtype", "app_user")
                .containsEntry("ce_authid", "plugin:audit-log")
                .containsEntry("ce_causationid", "e7")
                .containsEntry("ce_causationdepth", "3")
                .containsEntry("ce_causationchain", "search,index,audit-log");
    }

    @Test
    void thePluginsThatAreAskedHearOfTheCauseToo() {
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("policy", "content:beforeSave", posts)
                    .answer("content:beforeSave", question -> completed(question.content()));

            asPlugin(Role.EDITOR)
                    .body(Map.of("data", Map.of("title", "A")))
                    .post(entries(posts))
                    .then()
                    .statusCode(201);

            assertThat(gateway.nextQuestion().headers())
                    .containsEntry("ce_authid", "plugin:audit-log")
                    .containsEntry("ce_causationid", "e7")
                    .containsEntry("ce_causationdepth", "3");
        }
    }

    @Test
    void whatAPersonWritesHasNoCause() {
        String id = create(posts, Map.of("title", "A")).then().statusCode(201).extract().path("id");

        assertThat(AfterEvents.of(posts + '/' + id, 1).getFirst().headers())
                .doesNotContainKey("ce_causationid");
    }

    @Test
    void aPluginMayDoWhatItsRolesAllow() {
        asPlugin(Role.VIEWER).get(entries(posts)).then().statusCode(200);
        asPlugin(Role.VIEWER)
                .body(Map.of("data", Map.of("title", "A")))
                .post(entries(posts))
                .then()
                .statusCode(403);
        asPlugin(Role.EDITOR)
                .body(Map.of("name", "mine", "fields", List.of()))
                .post("/api/v1/collections")
                .then()
                .statusCode(403);
    }

    @Test
    void aPassIsNoAccessTokenAndAnAccessTokenNoPass() {
        var pass = passes.issue(pass(Role.EDITOR), SERVICE);

        as(pass).get(entries(posts)).then().statusCode(401);
        with(TestTokens.admin()).get(entries(posts)).then().statusCode(401);
        with("").get(entries(posts)).then().statusCode(401);
        with("made.up.pass").get(entries(posts)).then().statusCode(401);
    }

    @Test
    void aPassForAnotherServiceIsRefused() {
        with(passes.issue(pass(Role.EDITOR), "media-service"))
                .get(entries(posts))
                .then()
                .statusCode(401);
    }

    @Test
    void nobodySignsInAsAPluginWithAnAccessToken() {
        var posing = TestTokens.issue("plugin:audit-log", "Audit log", Role.ADMIN);

        as(posing).get(entry(posts, "x")).then().statusCode(401);
        as(posing)
                .body(Map.of("data", Map.of("title", "A")))
                .post(entries(posts))
                .then()
                .statusCode(401);
    }

    private RequestSpecification asPlugin(String role) {
        return with(passes.issue(pass(role), SERVICE));
    }

    private static RequestSpecification with(String pass) {
        return given().header("Authorization", "Hookline-Pass " + pass)
                .contentType(ContentType.JSON);
    }

    private static PluginPass pass(String role) {
        return new PluginPass("audit-log", "Audit log", Set.of(role), CAUSE);
    }
}
