package dev.hookline.email.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.hookline.email.testing.Mailbox;
import dev.hookline.email.testing.SmtpResource;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.Actor;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface for clients. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "email"))
@WithTestResource(SmtpResource.class)
class MailsQuarkusTest {

    private static final String EMAILS = "/api/v1/emails";

    private final Mailbox mailbox = new Mailbox();

    @Inject Sender sender;

    @Test
    void acceptsAndSaysWhereToLook() {
        Mailbox.admin()
                .body(mailbox.message())
                .post(EMAILS)
                .then()
                .statusCode(202)
                .header("Location", notNullValue())
                .body("source", equalTo("admin"))
                .body("message.to", equalTo(mailbox.address()));
    }

    @Test
    void limitsTheRecipientsOfASubmitter() {
        var editor = TestTokens.issue("rate-" + UUID.randomUUID(), "Edda", "editor");
        var message = mailbox.message();
        message.put("bcc", IntStream.range(0, 49).mapToObj(i -> i + mailbox.address()).toList());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    given().auth()
                                                            .oauth2(editor)
                                                            .contentType(ContentType.JSON)
                                                            .body(message)
                                                            .post(EMAILS),
                                            threads))
                            .toList();

            var statuses = answers.stream().map(answer -> answer.join().statusCode()).toList();
            assertThat(statuses).contains(202, 429).containsOnly(202, 429);
            answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(answer ->
                            answer.then()
                                    .header("Retry-After", notNullValue())
                                    .contentType("application/problem+json")
                                    .body("type", equalTo("urn:hookline:problem:rate-limited")));
        }
    }

    @Test
    void endsPagesByTheirSize() {
        var editor = TestTokens.issue("large-" + UUID.randomUUID(), "Edda", "editor");
        var message = mailbox.message();
        message.put("text", "x".repeat(400_000));
        var sent = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            sent.add(
                    given().auth()
                            .oauth2(editor)
                            .contentType(ContentType.JSON)
                            .body(message)
                            .post(EMAILS)
                            .path("id"));
        }
        var listed = new HashSet<String>();
        String cursor = null;
        do {
            var page =
                    given().auth()
                            .oauth2(editor)
                            .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                            .get(EMAILS + "?limit=100");
            assertThat(page.asByteArray().length).isLessThan(1_100_000);
            List<String> ids = page.path("items.id");
            assertThat(listed).doesNotContainAnyElementsOf(ids);
            listed.addAll(ids);
            cursor = page.path("nextCursor");
        } while (cursor != null);
        assertThat(listed).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?cursor=1e9",
                "?cursor=9223372036854775808",
                "?source=%00",
                "?source=%ED%A0%80",
                "?status=%00",
                "?limit=x%00"
            })
    void refusesParametersThatMakeNoSense(String query) {
        given().auth()
                .oauth2(TestTokens.admin())
                .urlEncodingEnabled(false)
                .get(EMAILS + query)
                .then()
                .statusCode(anyOf(equalTo(400), equalTo(404), equalTo(200)));
        given().auth()
                .oauth2(TestTokens.admin())
                .urlEncodingEnabled(false)
                .get(EMAILS + "/a%00b")
                .then()
                .statusCode(404);
    }

    @Test
    void waitsForTheEndWhenAsked() {
        Mailbox.admin()
                .header("Prefer", "respond-async, wait=10")
                .body(mailbox.message())
                .post(EMAILS)
                .then()
                .statusCode(200)
                .header("Preference-Applied", "wait=10")
                .body("status", equalTo("sent"));
    }

    @Test
    void namesEveryFaultyField() {
        Mailbox.admin()
                .body("{\"to\": \"nobody\", \"text\": \"\", \"extra\": 1}")
                .post(EMAILS)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:hookline:problem:validation-failed"))
                .body("errors.field", hasItem("to"))
                .body("errors.field", hasItem("subject"))
                .body("errors.field", hasItem("text"))
                .body("errors.field", hasItem("extra"));
        Mailbox.admin().body("[]").post(EMAILS).then().statusCode(400);
        Mailbox.admin()
                .body("{\"text\": \"" + "x".repeat(1_100_000) + "\"}")
                .post(EMAILS)
                .then()
                .statusCode(413);
    }

    @Test
    void sendsOnceForEachIdempotencyKey() {
        var key = UUID.randomUUID().toString();

        var first = posted(key, "Hello", 202).extract().<String>path("id");
        posted(key, "Hello", 202).body("id", equalTo(first));
        posted(key, "Something else", 422)
                .body("type", equalTo("urn:hookline:problem:idempotency-key-reused"));

        Mailbox.await(first, "sent");
        assertThat(SmtpResource.server().takenFor(mailbox.address())).hasSize(1);
        posted("not visible", "Hello", 400);
    }

    @Test
    void isForEditorsAndAdministrators() {
        given().contentType(ContentType.JSON)
                .body(mailbox.message())
                .post(EMAILS)
                .then()
                .statusCode(401);
        for (var token : new String[] {TestTokens.viewer(), TestTokens.author("ann")}) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(mailbox.message())
                    .post(EMAILS)
                    .then()
                    .statusCode(403);
        }
        var id =
                editor().body(mailbox.message())
                        .post(EMAILS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        editor().get(EMAILS + "/" + id).then().statusCode(200);
        editor().get(EMAILS + "/" + mailbox.send()).then().statusCode(404);
        editor().post(EMAILS + "/" + id + "/retry").then().statusCode(403);
        var system = mailbox.message();
        system.put("source", "system");
        editor().body(system).post(EMAILS).then().statusCode(403);
        system.put("source", "audit-log");
        Mailbox.admin().body(system).post(EMAILS).then().statusCode(422);
    }

    @Test
    void noPluginPassesForThePlatform() {
        assertThat(sender.source(plugin("audit-log"), null)).isEqualTo("audit-log");
        assertThatThrownBy(() -> sender.source(plugin("audit-log"), "system"))
                .isInstanceOf(ProblemException.class);
        for (var id : List.of("system", "admin")) {
            assertThatThrownBy(() -> sender.source(plugin(id), null))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static Actor plugin(String id) {
        return new Actor("plugin:" + id, id, List.of("author"));
    }

    @Test
    void listsNewestFirstInPages() {
        for (int i = 0; i < 5; i++) {
            Mailbox.await(mailbox.send(), "sent");
        }
        var seen = new HashSet<String>();
        String cursor = null;
        do {
            var request = Mailbox.admin().queryParam("limit", 2).queryParam("status", "sent");
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get(EMAILS).then().statusCode(200);
            page.body("items.status", everyItem(equalTo("sent")));
            page.extract()
                    .<java.util.List<String>>path("items.id")
                    .forEach(id -> assertThat(seen.add(id)).isTrue());
            cursor = page.extract().path("nextCursor");
        } while (cursor != null);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(5);
        Mailbox.admin().queryParam("cursor", "x").get(EMAILS).then().statusCode(400);
        Mailbox.admin().queryParam("status", "lost").get(EMAILS).then().statusCode(400);
        Mailbox.admin()
                .queryParam("source", "admin")
                .get(EMAILS)
                .then()
                .body("items.source", everyItem(equalTo("admin")))
                .body("items.size()", greaterThanOrEqualTo(5));
        Mailbox.admin().queryParam("source", "nobody").get(EMAILS).then().body("items", hasSize(0));
        Mailbox.admin().queryParam("limit", 0).get(EMAILS).then().statusCode(400);
        Mailbox.admin().queryParam("limit", 101).get(EMAILS).then().statusCode(400);
        Mailbox.admin().queryParam("limit", 1).get(EMAILS).then().body("items", hasSize(1));
    }

    private io.restassured.response.ValidatableResponse posted(
            String key, String subject, int status) {
        var message = mailbox.message();
        message.put("subject", subject);
        return Mailbox.admin()
                .header("Idempotency-Key", key)
                .body(message)
                .post(EMAILS)
                .then()
                .statusCode(status);
    }

    private static io.restassured.specification.RequestSpecification editor() {
        return given().auth().oauth2(TestTokens.editor()).contentType(ContentType.JSON);
    }
}
