package dev.hookline.content.idempotency;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static dev.hookline.content.testing.GatewayDouble.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.content.testing.TickingClock;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class IdempotencyQuarkusTest {

    private final String key = UUID.randomUUID().toString();

    @Inject TickingClock clock;

    @AfterEach
    void resetTime() {
        clock.reset();
    }

    @Test
    void createsOnceAndGivesTheSameAnswerAgain() {
        var posts = collectionWith(field("title", "string"));
        var first = create(key, posts, "Hello");
        var again = create(key, posts, "Hello");

        first.then().statusCode(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        for (var header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).isEqualTo(first.header(header));
        }
        asAdmin().get(entries(posts)).then().body("items", hasSize(1));
    }

    @Test
    void worksForCollections() {
        var body = Map.of("name", "c" + key, "fields", List.of());
        for (int i = 0; i < 2; i++) {
            asAdmin()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post(COLLECTIONS)
                    .then()
                    .statusCode(201)
                    .header("ETag", "\"v1\"");
        }
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        var posts = collectionWith(field("title", "string"));
        var other = collectionWith(field("title", "string"));
        create(key, posts, "Hello").then().statusCode(201);
        for (var answer : List.of(create(key, posts, "Hullo"), create(key, other, "Hello"))) {
            answer.then()
                    .statusCode(422)
                    .body("type", equalTo("urn:hookline:problem:idempotency-key-reused"));
        }
    }

    @Test
    void keepsTheKeysOfDifferentCallersApart() {
        var posts = collectionWith(field("title", "string"));
        create(key, posts, "Hello").then().statusCode(201);
        as(TestTokens.editor())
                .header("Idempotency-Key", key)
                .body(Map.of("data", Map.of("title", "Other")))
                .post(entries(posts))
                .then()
                .statusCode(201);
    }

    @Test
    void freesTheKeyWhenNothingWasCreated() {
        var posts = collectionWith(field("title", "string", "required", true));
        create(key, posts, "").then().statusCode(422);
        create(key, posts, "Hello").then().statusCode(201);
    }

    @Test
    void freesTheKeyWhenAPluginRejects() {
        var posts = collectionWith(field("title", "string"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("policy", "content:beforeSave", posts);
            gateway.answer(
                    "content:beforeSave",
                    question -> decided(HookReply.Outcome.REJECTED, "policy", "no"));
            create(key, posts, "Hello").then().statusCode(422);
        }
        create(key, posts, "Hello").then().statusCode(201);
    }

    @Test
    void saysThatTheFirstRequestIsStillRunning() {
        var posts = collectionWith(field("title", "string"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("slow", "content:beforeSave", posts);
            var first = meanwhile(() -> create(key, posts, "Hello"));
            var question = gateway.nextQuestion();
            create(key, posts, "Hello")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:hookline:problem:idempotency-key-in-use"));
            gateway.reply(question, completed(question.content()));
            first.join().then().statusCode(201);
        }
        create(key, posts, "Hello").then().statusCode(201);
        asAdmin().get(entries(posts)).then().body("items", hasSize(1));
    }

    @Test
    void createsOnceHoweverManyAskAtOnce() {
        var posts = collectionWith(field("title", "string"));
        var answers =
                IntStream.range(0, 20)
                        .mapToObj(i -> meanwhile(() -> create(key, posts, "Hello")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsAnyOf(201)
                .isSubsetOf(201, 409);
        assertThat(
                        answers.stream()
                                .filter(answer -> answer.statusCode() == 201)
                                .map(Response::asString)
                                .collect(Collectors.toSet()))
                .hasSize(1);
        asAdmin().get(entries(posts)).then().body("items", hasSize(1));
    }

    @Test
    void letsOnlyOneOfTwoCreateWhenTheFirstWasTakenForDead() {
        var posts = collectionWith(field("title", "string"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("slow", "content:beforeSave", posts);
            var first = meanwhile(() -> create(key, posts, "Hello"));
            var firstQuestion = gateway.nextQuestion();
            clock.advance(Duration.ofSeconds(61));
            var second = meanwhile(() -> create(key, posts, "Hello"));
            var secondQuestion = gateway.nextQuestion();
            gateway.reply(secondQuestion, completed(secondQuestion.content()));
            second.join().then().statusCode(201);
            gateway.reply(firstQuestion, completed(firstQuestion.content()));
            first.join()
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:hookline:problem:idempotency-key-in-use"));
        }
        asAdmin().get(entries(posts)).then().body("items", hasSize(1));
    }

    @Test
    void forgetsAKeyAfterADay() {
        var posts = collectionWith(field("title", "string"));
        create(key, posts, "Hello").then().statusCode(201);
        clock.advance(Duration.ofHours(24));
        create(key, posts, "Another").then().statusCode(201);
        asAdmin().get(entries(posts)).then().body("items", hasSize(2));
    }

    @Test
    void refusesKeysThatAreNoVisibleAscii() {
        var posts = collectionWith(field("title", "string"));
        for (var bad : List.of("two words", "x".repeat(256), "caf\u00e9")) {
            create(bad, posts, "Hello")
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("Idempotency-Key"));
        }
        asAdmin().get(entries(posts)).then().body("items", hasSize(0));
    }

    private static Response create(String key, String collection, String title) {
        return asAdmin()
                .header("Idempotency-Key", key)
                .body(Map.of("data", Map.of("title", title)))
                .post(entries(collection));
    }
}
