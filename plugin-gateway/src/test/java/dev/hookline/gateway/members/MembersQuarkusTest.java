package dev.hookline.gateway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.cause.CallsUnderWay;
import dev.hookline.gateway.fetch.Site;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.kit.cause.Cause;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server in the place of all three services. */
@QuarkusTest
@TestProfile(MembersQuarkusTest.OneServer.class)
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class MembersQuarkusTest {

    private static final String CONTENT = TestPlugin.API + "/content";
    private static final String MEDIA = TestPlugin.API + "/media";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String CAUSE = "hookline-cause";

    public static final class OneServer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0)) {
                var url = "http://127.0.0.1:" + socket.getLocalPort();
                var overrides = new HashMap<String, String>();
                List.of("content", "media", "email")
                        .forEach(name ->
                                overrides.put("hookline.gateway.services." + name + ".url", url));
                overrides.put("hookline.gateway.services.timeout", "500ms");
                overrides.put("hookline.gateway.services.largest-answer", "100K");
                overrides.put("hookline.gateway.media.max-upload-size", "48M");
                overrides.put("hookline.platform.pass-key", "A".repeat(43) + "=");
                return overrides;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ConfigProperty(name = "hookline.gateway.services.content.url")
    URI serviceUrl;

    @Inject CallsUnderWay calls;

    private Site service;
    private TestPlugin plugin;

    @BeforeEach
    void start() {
        service = new Site("127.0.0.1", serviceUrl.getPort());
        plugin =
                TestPlugin.install(
                        "writer",
                        Map.of(
                                "name",
                                "The writer",
                                "capabilities",
                                List.of("content:write", "media:write", "email:send")));
    }

    @AfterEach
    void stop() {
        plugin.close();
        service.close();
    }

    @Test
    void readsEntriesAsAViewer() {
        service.on(
                "/api/v1/content/posts",
                "GET",
                200,
                Map.of("Content-Type", JSON),
                "{\"items\":[]}");

        call().get(CONTENT + "/posts?status=draft&data.title.eq=a%26b")
                .then()
                .statusCode(200)
                .contentType(JSON)
                .body("items", equalTo(List.of()));

        var request = service.requests().getFirst();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.query()).isEqualTo("status=draft&data.title.eq=a%26b");
        var pass = pass(request);
        assertThat(pass.path("sub").asText()).isEqualTo("plugin:writer");
        assertThat(pass.path("name").asText()).isEqualTo("The writer");
        assertThat(pass.path("aud").asText()).isEqualTo("content-service");
        assertThat(pass.path("groups").toString()).isEqualTo("[\"viewer\"]");
        assertThat(pass.path("exp").asLong() - pass.path("iat").asLong()).isEqualTo(60);
        assertThat(request.header("authorization")).doesNotContain(plugin.token());
    }

    @Test
    void createsChangesAndDeletesAsAnEditor() {
        service.on(
                "/api/v1/content/posts",
                "POST",
                201,
                Map.of(
                        "Content-Type",
                        JSON,
                        "ETag",
                        "\"1\"",
                        "Location",
                        serviceUrl + "/api/v1/content/posts/01J"),
                "{\"id\":\"01J\"}");
        service.on("/api/v1/content/posts/01J", "PATCH", 200, Map.of("Content-Type", JSON), "{}");

        call().header("Idempotency-Key", "k1")
                .body("{\"data\":{\"title\":\"A\"}}")
                .post(CONTENT + "/posts")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", endsWith("/plugin-api/v1/content/posts/01J"))
                .body("id", equalTo("01J"));
        call().header("If-Match", "\"1\"")
                .body("{\"data\":{}}")
                .patch(CONTENT + "/posts/01J")
                .then()
                .statusCode(200);
        service.on("/api/v1/content/posts/01J", "DELETE", 204, Map.of(), "");
        call().delete(CONTENT + "/posts/01J?permanent=true").then().statusCode(204);

        var requests = service.requests();
        assertThat(requests)
                .extracting(Site.Received::method)
                .containsExactly("POST", "PATCH", "DELETE");
        assertThat(new String(requests.get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"data\":{\"title\":\"A\"}}");
        assertThat(requests.get(0).header("idempotency-key")).isEqualTo("k1");
        assertThat(requests.get(1).header("if-match")).isEqualTo("\"1\"");
        assertThat(requests.get(2).query()).as("never for ever").isNull();
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(pass(request).path("groups").toString())
                                .isEqualTo("[\"editor\"]"));
    }

    @Test
    void problemsOfTheServiceArePassedOn() {
        service.on(
                "/api/v1/content/posts/01J",
                "PATCH",
                422,
                Map.of("Content-Type", PROBLEM),
                "{\"type\":\"urn:hookline:problem:hook-rejected\",\"status\":422}");

        call().body("{\"data\":{}}")
                .patch(CONTENT + "/posts/01J")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:hookline:problem:hook-rejected"));
    }

    @Test
    void aPluginNeedsTheCapability() {
        try (var reader =
                TestPlugin.install("reader", Map.of("capabilities", List.of("content:read")))) {
            service.on("/api/v1/content/posts", "GET", 200, Map.of("Content-Type", JSON), "{}");
            reader.call().get(CONTENT + "/posts").then().statusCode(200);
            reader.call().body("{}").post(CONTENT + "/posts").then().statusCode(403);
            reader.call().body("{}").patch(CONTENT + "/posts/1").then().statusCode(403);
            reader.call().delete(CONTENT + "/posts/1").then().statusCode(403);
            reader.call().get(MEDIA).then().statusCode(403);
            reader.call().body("{}").post(TestPlugin.API + "/emails").then().statusCode(403);
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void uploadsFilesAsTheyAre() {
        service.on("/api/v1/media", "POST", 201, Map.of("Content-Type", JSON), "{\"id\":\"m1\"}");
        var bytes = new byte[] {0, (byte) 0xff, 13, 10};

        call().contentType("multipart/form-data")
                .multiPart("file", "a.bin", bytes)
                .post(MEDIA)
                .then()
                .statusCode(201)
                .body("id", equalTo("m1"));

        var request = service.requests().getFirst();
        assertThat(request.header("content-type")).startsWith("multipart/form-data; boundary=");
        assertThat(new String(request.body(), StandardCharsets.ISO_8859_1))
                .contains("filename=\"a.bin\"", new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(pass(request).path("aud").asText()).isEqualTo("media-service");
    }

    @Test
    void handsEmailsInAsThePlugin() {
        service.on("/api/v1/emails", "POST", 202, Map.of("Content-Type", JSON), "{\"id\":\"e1\"}");

        call().body("{\"to\":\"a@example.org\",\"subject\":\"s\",\"text\":\"t\"}")
                .post(TestPlugin.API + "/emails")
                .then()
                .statusCode(202)
                .body("id", equalTo("e1"));

        assertThat(pass(service.requests().getFirst()).path("sub").asText())
                .isEqualTo("plugin:writer");
    }

    @Test
    void saysThatAServiceHasNoSuchApiYet() {
        call().body("{}")
                .post(TestPlugin.API + "/emails")
                .then()
                .statusCode(502)
                .body("type", equalTo("urn:hookline:problem:service-unreachable"))
                .body("detail", equalTo("the email-service has no such API yet"));
        call().get(MEDIA).then().statusCode(502);
    }

    @Test
    void saysWhatIsWrongWithAService() {
        service.on("/api/v1/content/a", "GET", 302, Map.of("Location", "http://evil.test/"), "");
        service.on("/api/v1/content/b", "GET", 502, Map.of("Content-Type", "text/html"), "<p>");
        service.on("/api/v1/content/c", "GET", 401, Map.of("Content-Type", PROBLEM), "{}");
        service.on(
                "/api/v1/content/d", "GET", 200, Map.of("Content-Type", JSON), "x".repeat(200_000));
        service.hang("/api/v1/content/e");

        for (var path : List.of("a", "b", "c", "d")) {
            call().get(CONTENT + '/' + path)
                    .then()
                    .statusCode(502)
                    .body("type", equalTo("urn:hookline:problem:service-unreachable"));
        }
        call().get(CONTENT + "/e")
                .then()
                .statusCode(504)
                .body("type", equalTo("urn:hookline:problem:service-timeout"));
        service.close();
        call().get(CONTENT + "/f").then().statusCode(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..%2Fcollections",
                "/posts/..",
                "/posts/%2e%2e",
                "/posts/a%2Fpublish",
                "/posts/a%3Fb"
            })
    void aPluginCannotChooseAnotherPath(String path) {
        call().get(CONTENT + path).then().statusCode(404);

        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aWriteNamesWhatCausedIt() {
        service.on("/api/v1/content/posts", "POST", 201, Map.of("Content-Type", JSON), "{}");
        String token;
        try (var told =
                calls.begin(
                        "writer",
                        "content:afterSave",
                        "e7",
                        new Cause("e6", 2, List.of("search", "index")))) {
            token = told.token();
            create(call()).statusCode(201);
        }
        create(call().header(CAUSE, token)).statusCode(201);
        create(call()).statusCode(201);

        var causes =
                service.requests().stream().map(request -> pass(request).path("cause")).toList();
        assertThat(causes.get(0).toString())
                .contains("\"e7\"", "3", "[\"search\",\"index\",\"writer\"]");
        assertThat(causes.get(1)).isEqualTo(causes.get(0));
        assertThat(causes.get(2).path("depth").asInt()).isEqualTo(1);
        assertThat(causes.get(2).path("chain").toString()).isEqualTo("[\"writer\"]");
    }

    @Test
    void aChainOfWritesEndsAtTheLimit() {
        service.on("/api/v1/content/posts", "POST", 201, Map.of("Content-Type", JSON), "{}");
        var chain = List.of("writer", "writer");
        try (var last =
                calls.begin("writer", "content:afterSave", "e7", new Cause("e6", 7, chain))) {
            create(call()).statusCode(201);
        }
        try (var tooDeep =
                calls.begin("writer", "content:afterSave", "e8", new Cause("e7", 8, chain))) {
            create(call())
                    .statusCode(508)
                    .contentType(PROBLEM)
                    .body("type", equalTo("urn:hookline:problem:causation-loop"))
                    .body("depth", equalTo(9))
                    .body("limit", equalTo(8))
                    .body("causationId", equalTo("e8"))
                    .body("chain", contains("writer", "writer", "writer"))
                    .body("detail", containsString("writer → writer → writer"));
            create(call().header(CAUSE, tooDeep.token())).statusCode(508);
            call().get(CONTENT + "/posts").then().statusCode(201);
        }
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void aCauseThatWasNotToldIsRefused() {
        create(call().header(CAUSE, "made-up"))
                .statusCode(400)
                .body("errors[0].field", equalTo(CAUSE));
        try (var other = calls.begin("reader", "content:afterSave", "e7", null)) {
            create(call().header(CAUSE, other.token())).statusCode(400);
        }
        assertThat(service.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email:beforeSend", "email:deliver", "email:afterSend"})
    void noMailIsSentFromInsideAnEmailHook(String hook) {
        service.on("/api/v1/emails", "POST", 202, Map.of("Content-Type", JSON), "{\"id\":\"e1\"}");
        String told;
        String toldElsewhere;
        try (var call = calls.begin("writer", hook, "e7", null)) {
            told = call.token();
            send(call())
                    .statusCode(508)
                    .contentType(PROBLEM)
                    .body("type", equalTo("urn:hookline:problem:mail-from-email-hook"))
                    .body("hook", equalTo(hook))
                    .body("pluginId", equalTo("writer"))
                    .body("detail", containsString(hook));
            send(call().header(CAUSE, told)).statusCode(508);
            try (var save = calls.begin("writer", "content:afterSave", "e8", null)) {
                toldElsewhere = save.token();
                send(call()).statusCode(508);
                send(call().header(CAUSE, toldElsewhere)).statusCode(202);
            }
        }
        // Also when it has answered meanwhile.
        send(call().header(CAUSE, told)).statusCode(508);
        send(call()).statusCode(202);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void otherWritesAndOtherPluginsMayGoOnDuringAnEmailHook() {
        service.on("/api/v1/content/posts", "POST", 201, Map.of("Content-Type", JSON), "{}");
        service.on("/api/v1/emails", "POST", 202, Map.of("Content-Type", JSON), "{\"id\":\"e1\"}");
        try (var mine = calls.begin("writer", "email:afterSend", "e7", null)) {
            create(call().header(CAUSE, mine.token())).statusCode(201);
        }
        try (var other = calls.begin("reader", "email:afterSend", "e7", null)) {
            send(call()).statusCode(202);
        }
    }

    @Test
    void readsWhatBecameOfAMessage() {
        service.on(
                "/api/v1/emails/01J",
                "GET",
                200,
                Map.of("Content-Type", JSON),
                "{\"id\":\"01J\",\"status\":\"sent\"}");

        call().get(TestPlugin.API + "/emails/01J")
                .then()
                .statusCode(200)
                .body("status", equalTo("sent"));
        call().get(TestPlugin.API + "/emails/..%2Fsettings%2Femail").then().statusCode(404);

        assertThat(service.requests()).hasSize(1);
        assertThat(pass(service.requests().getFirst()).path("groups").toString())
                .isEqualTo("[\"author\"]");
        try (var reader = TestPlugin.install("no-sender", Map.of("capabilities", List.of()))) {
            reader.call().get(TestPlugin.API + "/emails/01J").then().statusCode(403);
        }
    }

    private static io.restassured.response.ValidatableResponse send(RequestSpecification call) {
        return call.body("{}").post(TestPlugin.API + "/emails").then();
    }

    private RequestSpecification call() {
        return plugin.call();
    }

    private static io.restassured.response.ValidatableResponse create(RequestSpecification call) {
        return call.body("{\"data\":{}}").post(CONTENT + "/posts").then();
    }

    private static JsonNode pass(Site.Received request) {
        var header = request.header("authorization");
        assertThat(header).startsWith("Hookline-Pass ");
        var claims = header.substring("Hookline-Pass ".length()).split("\\.")[1];
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(claims));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
