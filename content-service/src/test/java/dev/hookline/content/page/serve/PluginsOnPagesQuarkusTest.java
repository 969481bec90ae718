package dev.hookline.content.page.serve;

import static dev.hookline.content.page.serve.PagesQuarkusTest.document;
import static dev.hookline.content.page.serve.PagesQuarkusTest.get;
import static dev.hookline.content.page.serve.PagesQuarkusTest.posts;
import static dev.hookline.content.page.serve.PagesQuarkusTest.publish;
import static dev.hookline.content.page.serve.PagesQuarkusTest.published;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.StandInGateway;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class PluginsOnPagesQuarkusTest {

    private static final String METADATA = "page:metadata";
    private static final String FRAGMENTS = "page:fragments";
    private static final String QUESTIONS = MessageTypes.HOOK_QUESTIONS;
    private static final Duration BUDGET = Duration.ofMillis(500);

    private static final String EVERYTHING =
            """
            {"page:metadata": [
               {"pluginId": "seo", "value": {"kind": "meta", "name": "author", "content": "Plugin"}},
               {"pluginId": "seo", "value": {"kind": "nonsense"}},
               {"pluginId": "seo", "value": {"kind": "jsonld", "id": "primary",
                 "graph": {"@type": "BlogPosting", "headline": "</script>"}}}],
             "page:fragments": [
               {"pluginId": "tags", "value": {"kind": "external-script", "placement": "head",
                 "src": "https://tags.example/t.js", "async": true}},
               {"pluginId": "tags", "value": {"kind": "html", "placement": "body:start",
                 "html": "<p id=start>start</p>"}},
               {"pluginId": "tags", "value": {"kind": "inline-script", "placement": "body:end",
                 "code": "end()"}}]}
            """;

    private GatewayDouble gateway;
    private String posts;
    private String id;
    private String path;

    @BeforeEach
    void start() {
        posts = posts();
        id = published(posts, "hello", "Hello", "Text");
        path = "/" + posts + "/hello";
        gateway = GatewayDouble.start();
        gateway.plugin("seo", StandInGateway.hook(METADATA), StandInGateway.hook(FRAGMENTS));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void putsWhatPluginsContributeInItsPlace() {
        gateway.answer(QUESTIONS, question -> StandInGateway.completed(tree(EVERYTHING)));

        var answer = get(path).statusCode(200);

        var page = document(answer);
        assertThat(page.select("meta[name=author]").attr("content")).isEqualTo("Plugin");
        assertThat(page.select("script[type=application/ld+json]")).hasSize(1);
        assertThat(page.select("head script[src]").attr("src"))
                .isEqualTo("https://tags.example/t.js");
        assertThat(page.body().child(0).id()).isEqualTo("start");
        assertThat(page.body().children().last().data()).isEqualTo("end()");
        answer.header("Content-Security-Policy", containsString("https://tags.example/t.js"));
        assertThat(gateway.unreadQuestions()).as("both hooks in one question").isEqualTo(1);
        var event = gateway.nextQuestion().event();
        assertThat(event.findValuesAsText("hook")).containsExactly(METADATA, FRAGMENTS);
        assertThat(event.at("/questions/0/event/page/content/slug").asText()).isEqualTo("hello");
        assertThat(event.at("/questions/0/event/page/path").asText()).isEqualTo(path);
    }

    @Test
    void givesFrontEndsTheSameAsJson() {
        gateway.answer(QUESTIONS, question -> StandInGateway.completed(tree(EVERYTHING)));

        var answer =
                given().queryParam("path", path)
                        .get("/api/v1/pages/contributions")
                        .then()
                        .statusCode(200)
                        .body("head", containsString("content=\"Plugin\""))
                        .body("head", containsString("https://tags.example/t.js"))
                        .body("bodyStart", equalTo("<p id=start>start</p>"))
                        .body("bodyEnd", equalTo("<script>end()</script>"))
                        .body("metadata[0].kind", equalTo("meta"))
                        .body("fragments[0].kind", equalTo("external-script"))
                        .body("csp", containsString("https://tags.example/t.js"));
        given().queryParam("path", path)
                .header("If-None-Match", answer.extract().header("ETag"))
                .get("/api/v1/pages/contributions")
                .then()
                .statusCode(304);
        get("/api/v1/pages/contributions?path=/nothing-here/x").statusCode(404);
        get("/api/v1/pages/contributions").statusCode(404);
        get(path).body(containsString("content=\"Plugin\""));
        assertThat(gateway.unreadQuestions()).as("the page was rendered already").isEqualTo(1);
    }

    @Test
    void asksOnceForAllWhoWaitForTheSamePage() {
        gateway.answer(QUESTIONS, question -> StandInGateway.completed(tree(EVERYTHING)));

        var readers =
                IntStream.range(0, 12)
                        .mapToObj(i -> meanwhile(() -> get(path).extract().asString()))
                        .toList();

        assertThat(readers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(gateway.unreadQuestions()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenTheEntryOrThePluginsChange() {
        gateway.answer(QUESTIONS, question -> StandInGateway.completed(tree(EVERYTHING)));
        get(path);
        get(path);
        assertThat(gateway.unreadQuestions()).isEqualTo(1);

        patch(posts, id, Map.of("title", "Changed"));
        get(path);
        assertThat(gateway.unreadQuestions()).as("readers do not see the draft").isEqualTo(1);
        publish(posts, id);
        get(path).body(containsString("Changed"));
        assertThat(gateway.unreadQuestions()).isEqualTo(2);

        gateway.plugin("more", StandInGateway.hook(METADATA));
        get(path);
        assertThat(gateway.unreadQuestions()).isEqualTo(3);
        gateway.deactivate("more").deactivate("seo");
        get(path).body(not(containsString("content=\"Plugin\"")));
        assertThat(gateway.unreadQuestions()).as("no plugin takes a hook").isEqualTo(3);
    }

    @Test
    void asksAgainWhenAPluginSaysSo() {
        gateway.answer(
                QUESTIONS,
                question ->
                        new HookReply(
                                HookReply.Outcome.COMPLETED,
                                tree(EVERYTHING),
                                null,
                                null,
                                List.of(),
                                0L));
        get(path);
        get(path);

        assertThat(gateway.unreadQuestions()).isEqualTo(2);
    }

    @Test
    void rendersWithinTheBudgetWhenTheGatewayIsSilent() {
        var started = System.nanoTime();

        get(path).statusCode(200).body(containsString("Hello"));

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(BUDGET, BUDGET.plusMillis(1000));
        var again = System.nanoTime();
        get(path).statusCode(200);
        assertThat(Duration.ofNanos(System.nanoTime() - again))
                .as("not each reader waits")
                .isLessThan(BUDGET);
    }

    @Test
    void rendersWhenTheReplyIsOfNoUse() {
        for (var value : List.of("7", "{\"page:metadata\": 7}", "[]", "{\"page:metadata\": [7]}")) {
            gateway.answer(QUESTIONS, question -> StandInGateway.completed(tree(value)));
            publishAgain();
            get(path).statusCode(200).body(containsString("Hello"));
        }
        gateway.answer(
                QUESTIONS,
                question -> StandInGateway.decided(HookReply.Outcome.FAILED, null, "overloaded"));
        publishAgain();
        get(path).statusCode(200).body(containsString("Hello"));
    }

    private void publishAgain() {
        patch(posts, id, Map.of("body", "Text " + System.nanoTime()));
        publish(posts, id);
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
