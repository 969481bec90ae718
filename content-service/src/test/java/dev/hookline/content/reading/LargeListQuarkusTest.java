package dev.hookline.content.reading;

import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.content.testing.Api;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of entries that are together larger than one page may be. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class LargeListQuarkusTest {

    private static final int PAGE = 128 * 1024;
    // The envelope of 100 entries.
    private static final int SLACK = 16 * 1024;
    private static final int ENTRIES = 5;
    private static final ThreadLocal<Large> LARGE = new ThreadLocal<>();

    @ParameterizedTest
    @ValueSource(strings = {"-createdAt", "createdAt", "data.rank", "-data.rank", "slug"})
    void endsPagesByTheirSizeAndShowsEveryEntryOnce(String order) {
        var large = large();

        assertThat(
                        idsIn(
                                Api::anonymously,
                                entries(large.collection) + "?limit=100&orderBy=" + order))
                .containsExactlyInAnyOrderElementsOf(large.ids);
    }

    @Test
    void endsPagesOfWorkingCopies() {
        var large = large();

        assertThat(idsIn(Api::asAdmin, entries(large.collection) + "?limit=100"))
                .containsExactlyInAnyOrderElementsOf(large.ids);
    }

    @Test
    void endsPagesOfRevisions() {
        var collection = collectionWith(field("text", "text"));
        var id = created(collection, Map.of("text", text('a', 40_000)));
        for (char c = 'b'; c <= 'f'; c++) {
            patch(collection, id, Map.of("text", text(c, 40_000))).then().statusCode(200);
        }

        assertThat(
                        valuesIn(
                                Api::asAdmin,
                                entry(collection, id) + "/revisions?limit=100",
                                "revision"))
                .containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    void countsTheDefaultsThatAnEntryIsShownWith() {
        var collection =
                collectionWith(
                        field("title", "string"),
                        field("text", "text", "default", text('d', 40_000)));
        var ids =
                IntStream.range(0, 7)
                        .mapToObj(i -> created(collection, Map.of("title", "t" + i)))
                        .toList();

        assertThat(idsIn(Api::asAdmin, entries(collection) + "?limit=100"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void checksEveryEntryWhenAFieldChanges() {
        var large = large();

        asAdmin()
                .body(
                        Map.of(
                                "fields",
                                List.of(
                                        field("text", "text", "max", 10),
                                        field("rank", "integer"))))
                .patch("/api/v1/collections/" + large.collection)
                .then()
                .statusCode(409)
                .body(
                        "errors[0].message",
                        org.hamcrest.Matchers.startsWith(ENTRIES + " entries do not fit"));
    }

    /**
     * Five published entries of 50 KB, of which two fit a page, and live and working copy differ.
     */
    private static Large large() {
        if (LARGE.get() == null) {
            var collection = collectionWith(field("text", "text"), field("rank", "integer"));
            var ids = new ArrayList<String>();
            for (int i = 0; i < ENTRIES; i++) {
                var id = created(collection, Map.of("text", text('a', 50_000), "rank", i / 2));
                asAdmin().post(entry(collection, id) + "/publish").then().statusCode(200);
                patch(collection, id, Map.of("text", text('b', 50_000))).then().statusCode(200);
                ids.add(id);
            }
            LARGE.set(new Large(collection, ids));
        }
        return LARGE.get();
    }

    private static List<String> idsIn(Supplier<RequestSpecification> caller, String list) {
        return valuesIn(caller, list, "id");
    }

    private static <T> List<T> valuesIn(
            Supplier<RequestSpecification> caller, String list, String property) {
        var found = new ArrayList<T>();
        String cursor = null;
        do {
            var answer =
                    caller.get()
                            .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                            .get(list);
            answer.then().statusCode(200);
            assertThat(answer.asByteArray().length).isLessThan(PAGE + SLACK);
            found.addAll(answer.path("items." + property));
            cursor = answer.path("nextCursor");
        } while (cursor != null);
        return found;
    }

    private static String text(char c, int length) {
        return String.valueOf(c).repeat(length);
    }

    private record Large(String collection, List<String> ids) {}
}
