package dev.hookline.content.tracking;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.content.testing.AfterEvents;
import dev.hookline.content.testing.AfterEvents.AfterEvent;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.schemas.tracked.BuiltInEventTypes;
import dev.hookline.schemas.validation.Compilation;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class BuiltInEventsQuarkusTest {

    private static final SchemaValidator SCHEMAS = new SchemaValidator();

    private final GatewayDouble gateway = GatewayDouble.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void tracksWhatHappensToACollection() {
        var posts = collectionWith(field("title", "string"));
        asAdmin().body(Map.of("label", "Other")).patch(COLLECTIONS + '/' + posts);
        asAdmin()
                .body(Map.of("fields", List.of(field("title", "string"), field("year", "integer"))))
                .patch(COLLECTIONS + '/' + posts)
                .then()
                .statusCode(200);
        asAdmin().delete(COLLECTIONS + '/' + posts).then().statusCode(204);

        var events = AfterEvents.tracked("content/" + posts, 3);

        assertThat(events)
                .extracting(BuiltInEventsQuarkusTest::name)
                .containsExactly("create-table", "alter-table", "drop-table");
        assertThat(events).allSatisfy(event -> assertFits(event, posts));
        var altered = properties(events.get(1));
        assertThat(properties(events.get(0)).path("schema"))
                .isEqualTo(altered.path("before_schema"));
        assertThat(altered.path("before_schema").asText()).doesNotContain("year");
        assertThat(altered.path("after_schema").asText()).contains("\"year\"");
    }

    @Test
    void tracksWhatHappensToAnEntry() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        patch(posts, id, Map.of("title", "Hello again")).then().statusCode(200);
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        asAdmin().post(entry(posts, id) + "/restore").then().statusCode(200);
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        asAdmin().delete(entry(posts, id) + "?permanent=true").then().statusCode(204);

        var events = AfterEvents.tracked("content/" + posts + '/' + id, 6);

        assertThat(events)
                .extracting(BuiltInEventsQuarkusTest::name)
                .containsExactly(
                        "insert-rows",
                        "update-row",
                        "update-row",
                        "delete-row",
                        "insert-rows",
                        "delete-row");
        assertThat(events).allSatisfy(event -> assertFits(event, posts));
        assertThat(properties(events.get(0)))
                .hasToString(
                        "{\"database\":\"content\",\"table\":\"%s\",\"num_rows\":1,"
                                        .formatted(posts)
                                + "\"ignore\":false,\"replace\":false}");
        assertThat(properties(events.get(1)).path("pks")).hasToString("[\"" + id + "\"]");
        assertThat(events.get(0).data().at("/actor/id").asText()).isEqualTo("admin-1");
    }

    @Test
    void tracksNothingThatDidNotHappen() {
        var posts = collectionWith(field("title", "string", "required", true));
        create(posts, Map.of()).then().statusCode(422);
        var id = created(posts, Map.of("title", "Hello"));
        patch(posts, id, Map.of("title", 5)).then().statusCode(422);
        patch(posts, id, Map.of("title", "Bye")).then().statusCode(200);

        assertThat(AfterEvents.tracked("content/" + posts + '/' + id, 2))
                .extracting(BuiltInEventsQuarkusTest::name)
                .containsExactly("insert-rows", "update-row");
    }

    private static void assertFits(AfterEvent event, String table) {
        assertThat(event.hook()).isEqualTo("track_event");
        assertThat(event.data().path("id").asText()).isEqualTo(event.headers().get("ce_id"));
        assertThat(properties(event).path("table").asText()).isEqualTo(table);
        assertThat(SCHEMAS.validate(event.headers().get("ce_dataschema"), event.data())).isEmpty();
        var type = BuiltInEventTypes.find(name(event)).orElseThrow();
        var compiled = (Compilation.Compiled) SCHEMAS.compile(type.schema());
        assertThat(compiled.schema().validate(properties(event))).isEmpty();
    }

    private static String name(AfterEvent event) {
        return event.data().path("name").asText();
    }

    private static JsonNode properties(AfterEvent event) {
        return event.data().path("properties");
    }
}
