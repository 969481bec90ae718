package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static dev.hookline.content.testing.Api.stateOf;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static dev.hookline.content.testing.GatewayDouble.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.testing.AfterEvents;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.Question;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class BeforeSaveQuarkusTest {

    private static final String HOOK = "content:beforeSave";

    private final GatewayDouble gateway = GatewayDouble.start();
    private String posts;

    @BeforeEach
    void makeACollection() {
        posts =
                collectionWith(
                        field("title", "string"),
                        field("n", "integer"),
                        field("sku", "string", "unique", true));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void tellsPluginsWhatWouldBeStored() {
        answer(Question::content);
        as(TestTokens.author("ada"))
                .body(Map.of("data", Map.of("title", "Hello")))
                .post(entries(posts));

        var question = gateway.nextQuestion();

        assertThat(question.event())
                .hasToString(
                        "{\"content\":{\"slug\":\"hello\",\"title\":\"Hello\"},"
                                + "\"collection\":\"%s\",\"isNew\":true}".formatted(posts));
        assertThat(question.subject()).startsWith(posts + "/");
        assertThat(question.headers()).containsEntry("ce_authid", "ada");
    }

    @Test
    void tellsPluginsWhatAPatchChanges() {
        var id = created(posts, Map.of("title", "Hello", "n", 1));
        answer(Question::content);
        asAdmin()
                .body(Map.of("slug", "hi", "data", Map.of("n", 2, "title", "Hello")))
                .patch(entry(posts, id))
                .then()
                .statusCode(200);

        var event = gateway.nextQuestion().event();

        assertThat(event)
                .hasToString(
                        "{\"content\":{\"slug\":\"hi\",\"title\":\"Hello\",\"n\":2},"
                                + "\"collection\":\"%s\",\"isNew\":false,\"id\":\"%s\","
                                        .formatted(posts, id)
                                + "\"changed\":[\"slug\",\"n\"]}");
    }

    @Test
    void storesWhatPluginsMakeOfIt() {
        answer(question -> question.content().put("title", "Changed").put("n", 7));
        var id = created(posts, Map.of("title", "Hello"));

        show(posts, id).then().body("data.title", equalTo("Changed")).body("data.n", equalTo(7));
        assertThat(
                        AfterEvents.of(posts + '/' + id, 1)
                                .getFirst()
                                .data()
                                .at("/content/data/n")
                                .asInt())
                .isEqualTo(7);
    }

    @Test
    void replacesTheFieldMapAsAWhole() {
        var id = created(posts, Map.of("title", "Hello", "n", 1));
        answer(question -> JsonNodeFactory.instance.objectNode().put("title", "Alone"));
        patch(posts, id, Map.of("n", 2))
                .then()
                .statusCode(200)
                .body("data", equalTo(Map.of("title", "Alone")))
                .body("slug", equalTo("hello"));
    }

    @Test
    void letsAPluginNormaliseTheSlugThatAClientGave() {
        answer(question -> {
            var content = question.content();
            var slug = content.get("slug").asText().toLowerCase(Locale.ROOT).replace(' ', '-');
            return content.put("slug", slug);
        });
        asAdmin()
                .body(Map.of("slug", "Hello Big World", "data", Map.of("title", "x")))
                .post(entries(posts))
                .then()
                .statusCode(201)
                .body("slug", equalTo("hello-big-world"));
        assertThat(gateway.nextQuestion().content().get("slug").asText())
                .isEqualTo("Hello Big World");
    }

    @Test
    void blamesTheClientForASlugThatNoPluginPutRight() {
        answer(Question::content);
        asAdmin()
                .body(Map.of("slug", "Hello World", "data", Map.of("title", "x")))
                .post(entries(posts))
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("slug")));
    }

    @Test
    void showsPluginsTheSlugThatIsFree() {
        created(posts, Map.of("title", "Hello"));
        answer(Question::content);
        create(posts, Map.of("title", "Hello"))
                .then()
                .statusCode(201)
                .body("slug", equalTo("hello-2"));
        assertThat(gateway.nextQuestion().content().get("slug").asText()).isEqualTo("hello-2");
    }

    @Test
    void asksNobodyWhoDoesNotTakeThisCollection() {
        gateway.plugin("other", HOOK, "elsewhere");
        created(posts, Map.of("title", "Hello"));
        assertThat(gateway.unreadQuestions()).isZero();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(HookReply.Outcome.REJECTED, 422, "hook-rejected"),
                Arguments.of(HookReply.Outcome.FAILED, 502, "hook-failed"),
                Arguments.of(HookReply.Outcome.TIMED_OUT, 504, "hook-timeout"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void storesNothingThatPluginsDoNotLetPass(HookReply.Outcome outcome, int status, String type) {
        var id = created(posts, Map.of("title", "Hello"));
        patch(posts, id, Map.of("title", "Second")).then().statusCode(200);
        var trashed = created(posts, Map.of("title", "Gone"));
        asAdmin().delete(entry(posts, trashed)).then().statusCode(204);
        var before = stateOf(posts);
        gateway.plugin("policy", HOOK, posts);
        gateway.answer(HOOK, question -> decided(outcome, "policy", "Posts require a title"));

        Consumer<Response> refused =
                answer ->
                        answer.then()
                                .statusCode(status)
                                .contentType("application/problem+json")
                                .body("type", equalTo("urn:hookline:problem:" + type))
                                .body("pluginId", equalTo("policy"))
                                .body("hook", equalTo(HOOK))
                                .body("detail", equalTo("Posts require a title"));
        refused.accept(create(posts, Map.of("title", "x")));
        refused.accept(patch(posts, id, Map.of("title", "x")));
        refused.accept(asAdmin().post(entry(posts, id) + "/revisions/1/restore"));
        refused.accept(asAdmin().post(entry(posts, trashed) + "/restore"));

        assertThat(stateOf(posts)).isEqualTo(before);
        assertThat(AfterEvents.soFar(posts + '/' + id)).hasSize(2);
    }

    static Stream<Arguments> unfitAnswers() {
        return Stream.of(
                Arguments.of("{\"title\": 5}", "data.title"),
                Arguments.of("{\"unknown\": 1}", "data.unknown"),
                Arguments.of("{\"n\": \"x\"}", "data.n"),
                Arguments.of("{\"title\": \"a\\u0000\"}", "data.title"),
                Arguments.of("{\"slug\": \"Not A Slug\"}", "slug"),
                Arguments.of("{\"slug\": 5}", "slug"),
                Arguments.of("[]", "data"),
                Arguments.of("\"text\"", "data"));
    }

    @ParameterizedTest
    @MethodSource("unfitAnswers")
    void blamesPluginsForContentThatAClientCouldNotStore(String value, String field)
            throws Exception {
        var json = new ObjectMapper().readTree(value);
        var id = created(posts, Map.of("title", "Hello"));
        var before = stateOf(posts);
        gateway.plugin("policy", HOOK, posts);
        gateway.answer(HOOK, question -> completed(json));

        for (var answer :
                List.of(create(posts, Map.of("title", "x")), patch(posts, id, Map.of("n", 1)))) {
            answer.then()
                    .statusCode(502)
                    .body("type", equalTo("urn:hookline:problem:hook-failed"))
                    .body("errors.field", hasItem(field))
                    .body("detail", containsString("plugins"));
        }
        assertThat(stateOf(posts)).isEqualTo(before);
    }

    @Test
    void namesAUniqueValueThatAPluginMadeADuplicate() {
        created(posts, Map.of("sku", "A"));
        answer(question -> question.content().put("sku", "A"));
        create(posts, Map.of("sku", "B"))
                .then()
                .statusCode(409)
                .body("errors.field", equalTo(List.of("data.sku")));
    }

    @Test
    void givesUpWhenTheGatewayDoesNotAnswer() {
        gateway.plugin("policy", HOOK, posts, Duration.ofMillis(50));
        create(posts, Map.of("title", "x"))
                .then()
                .statusCode(504)
                .body("type", equalTo("urn:hookline:problem:hook-timeout"))
                .body("hook", equalTo(HOOK));
        asAdmin().get(entries(posts)).then().body("items", equalTo(List.of()));
    }

    @Test
    void asksAgainWhenTheEntryChangedWhilePluginsWereThinking() throws Exception {
        var id = created(posts, Map.of("title", "Hello", "n", 1));
        gateway.plugin("policy", HOOK, posts);
        var slow = meanwhile(() -> patch(posts, id, Map.of("title", "Slow")));
        var first = gateway.nextQuestion();
        var fast = meanwhile(() -> patch(posts, id, Map.of("n", 2)));
        var second = gateway.nextQuestion();
        gateway.reply(second, completed(second.content()));
        fast.get().then().statusCode(200).body("version", equalTo(2));

        gateway.reply(first, completed(first.content()));

        var again = gateway.nextQuestion();
        assertThat(again.content().get("n").asInt()).isEqualTo(2);
        gateway.reply(again, completed(again.content()));
        slow.get()
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("data.n", equalTo(2))
                .body("data.title", equalTo("Slow"));
    }

    @Test
    void refusesAConditionalChangeOfAnEntryThatChangedMeanwhile() throws Exception {
        var id = created(posts, Map.of("title", "Hello"));
        gateway.plugin("policy", HOOK, posts);
        var slow =
                meanwhile(() ->
                        asAdmin()
                                .header("If-Match", "\"v1\"")
                                .body(Map.of("data", Map.of("title", "Slow")))
                                .patch(entry(posts, id)));
        var question = gateway.nextQuestion();
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);

        gateway.reply(question, completed(question.content()));

        slow.get()
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:hookline:problem:stale-version"));
        show(posts, id).then().body("data.title", equalTo("Hello"));
    }

    @Test
    void givesUpOnAnEntryThatKeepsChanging() throws Exception {
        var id = created(posts, Map.of("title", "Hello"));
        gateway.plugin("policy", HOOK, posts);
        var slow = meanwhile(() -> patch(posts, id, Map.of("title", "Slow")));
        for (var step : List.of("publish", "unpublish", "publish")) {
            var question = gateway.nextQuestion();
            asAdmin().post(entry(posts, id) + '/' + step).then().statusCode(200);
            gateway.reply(question, completed(question.content()));
        }
        slow.get()
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:edit-conflict"));
    }

    private void answer(Function<Question, ObjectNode> change) {
        gateway.plugin("policy", HOOK, posts);
        gateway.answer(HOOK, question -> completed(change.apply(question)));
    }
}
