package dev.hookline.content.reading;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.testsupport.CursorForgery;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged cursors are refused by every list. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class CursorFuzzQuarkusTest {

    @Test
    void answersAForgedCursorWith400OrAPage() {
        var posts =
                collectionWith(
                        field("title", "string"),
                        field("price", "number"),
                        field("at", "datetime"));
        var id = created(posts, Map.of("title", "a", "price", 1));
        created(posts, Map.of("title", "b"));
        patch(posts, id, Map.of("title", "c")).then().statusCode(200);
        var list = entries(posts) + "?limit=1&orderBy=";

        for (var order :
                List.of(
                        "createdAt",
                        "-updatedAt",
                        "publishedAt",
                        "slug",
                        "id",
                        "data.title",
                        "-data.price",
                        "data.at")) {
            fuzz(list + order);
        }
        fuzz(entry(posts, id) + "/revisions?limit=1");
        collectionWith(field("title", "string"));
        fuzz(COLLECTIONS + "?limit=1");
    }

    private static void fuzz(String list) {
        String cursor = asAdmin().get(list).then().statusCode(200).extract().path("nextCursor");
        for (var forged : CursorForgery.of(cursor)) {
            var answer = asAdmin().queryParam("cursor", forged.cursor()).get(list);
            assertThat(answer.statusCode())
                    .as(list + " " + forged + answer.asString())
                    .isIn(200, 400);
        }
    }
}
