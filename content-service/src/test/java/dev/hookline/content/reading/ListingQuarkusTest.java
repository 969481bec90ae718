package dev.hookline.content.reading;

import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class ListingQuarkusTest {

    private static final ThreadLocal<String> GOODS = new ThreadLocal<>();

    /** One collection for all tests that only look. */
    private static String goods() {
        if (GOODS.get() == null) {
            var goods =
                    collectionWith(
                            field("title", "string"),
                            field("price", "number"),
                            field("stock", "integer", "default", 0),
                            field("open", "boolean"),
                            field("day", "date"),
                            field("at", "datetime"),
                            Map.of(
                                    "name",
                                    "tags",
                                    "type",
                                    "multiselect",
                                    "options",
                                    List.of("a", "b", "c")),
                            field("extra", "json"));
            created(goods, item("Apple", "price", 1.5, "tags", List.of("a")));
            created(goods, item("Banana", "price", 0.25, "stock", 7, "tags", List.of("a", "b")));
            created(goods, item("Cherry", "price", 12, "open", true, "day", "2026-11-21"));
            created(goods, item("Apricot", "open", false, "at", "2026-11-21T10:00:00+02:00"));
            created(goods, item("100% 'quoted' \"x\"", "price", 3));
            GOODS.set(goods);
        }
        return GOODS.get();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data.title=Apple | Apple",
                "data.title.eq=Apple | Apple",
                "data.title.ne=Apple | 100% 'quoted' \"x\";Apricot;Banana;Cherry",
                "data.title.startsWith=Ap | Apple;Apricot",
                "data.title.startsWith=100%25 | 100% 'quoted' \"x\"",
                "data.title.startsWith=_pple | ",
                "data.title.in=Apple,Cherry,Nothing | Apple;Cherry",
                "data.title.gt=B | Banana;Cherry",
                "data.price=12.0 | Cherry",
                "data.price.gt=1.5 | 100% 'quoted' \"x\";Cherry",
                "data.price.gte=1.5 | 100% 'quoted' \"x\";Apple;Cherry",
                "data.price.lt=1.5 | Banana",
                "data.price.lte=1.5&data.price.gt=0.25 | Apple",
                "data.stock=0 | 100% 'quoted' \"x\";Apple;Apricot;Cherry",
                "data.stock.gte=0 | 100% 'quoted' \"x\";Apple;Apricot;Banana;Cherry",
                "data.stock.ne=0 | Banana",
                "data.open=true | Cherry",
                "data.open=false | Apricot",
                "data.day.lte=2026-11-21 | Cherry",
                "data.at=2026-11-21T08:00:00Z | Apricot",
                "data.at.lt=2026-11-21T09:00:00%2B01:00 | ",
                "data.tags=a | Apple;Banana",
                "data.tags=b&data.tags.ne=c | Banana",
                "data.tags.in=b,c | Banana",
                "slug=cherry | Cherry",
                "status=published | ",
                "data.title=' OR 1=1 -- | "
            })
    void filters(String query, String titles) {
        var found = titlesOf(list(goods(), query + "&orderBy=data.title"));
        assertThat(String.join(";", found)).isEqualTo(titles == null ? "" : titles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nope=1 | nope",
                "data=1 | data",
                "data.nope=1 | data.nope",
                "data.title.like=x | data.title.like",
                "data.title.eq.eq=x | data.title.eq.eq",
                "data.extra=1 | data.extra",
                "data.open.gt=true | data.open.gt",
                "data.tags.startsWith=a | data.tags.startsWith",
                "data.price=cheap | data.price",
                "data.stock=1.5 | data.stock",
                "data.stock.startsWith=1 | data.stock.startsWith",
                "data.open=yes | data.open",
                "data.day=today | data.day",
                "data.title=a%00b | data.title",
                "data.title.startsWith=a%00b | data.title.startsWith",
                "data.title=a&data.title=b | data.title",
                "slug=%00 | slug",
                "status=gone | status",
                "orderBy=nope | orderBy",
                "orderBy=data.extra | orderBy",
                "orderBy=data.nope | orderBy",
                "orderBy=data.title%3BDROP TABLE entry | orderBy",
                "orderBy= | orderBy",
                "limit=0 | limit",
                "limit=101 | limit",
                "limit=many | limit",
                "data%00=1 | ?"
            })
    void namesTheParameterThatIsWrong(String query, String parameter) {
        list(goods(), query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:invalid-parameter"))
                .body("errors.field", contains(parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdAt",
                "updatedAt",
                "publishedAt",
                "slug",
                "id",
                "data.title",
                "data.n",
                "data.day"
            })
    void pagesThroughEveryOrderWithoutGapsOrRepetition(String order) {
        var posts =
                collectionWith(
                        field("title", "string"), field("n", "number"), field("day", "date"));
        var random = new Random(7);
        for (int i = 0; i < 23; i++) {
            var data = new HashMap<String, Object>();
            data.put("title", "Title " + random.nextInt(5) + (i % 4 == 0 ? "x".repeat(300) : ""));
            if (i % 3 != 0) {
                data.put("n", random.nextInt(4) / 2.0);
                data.put("day", "2026-11-0" + (1 + random.nextInt(3)));
            }
            var id = created(posts, data);
            if (i % 2 == 0) {
                asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
            }
        }
        var ascending = allIds(posts, order, true);
        var descending = allIds(posts, '-' + order, true);

        assertThat(ascending).hasSize(23).doesNotHaveDuplicates();
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ascending);
        assertThat(allIds(posts, order, false)).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void comesNewestFirst() {
        var posts = collectionWith(field("title", "string"));
        var first = created(posts, Map.of("title", "First"));
        var second = created(posts, Map.of("title", "Second"));
        list(posts, "limit=100").then().body("items.id", equalTo(List.of(second, first)));
    }

    @Test
    void staysStableWhileEntriesComeAndGo() {
        var posts = collectionWith(field("title", "string"));
        var ids = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            ids.add(created(posts, Map.of("title", "Title " + i)));
        }
        var page = list(posts, "orderBy=createdAt&limit=3");
        asAdmin().delete(entry(posts, ids.get(2))).then().statusCode(204);
        created(posts, Map.of("title", "New"));
        list(posts, "orderBy=createdAt&limit=3&cursor=" + page.path("nextCursor"))
                .then()
                .body("items.id", equalTo(ids.subList(3, 6)));
    }

    @Test
    void filtersAndOrdersReadersListsByTheLiveCopy() {
        var posts = collectionWith(field("title", "string"), field("n", "integer"));
        var a = created(posts, Map.of("title", "A", "n", 1));
        var b = created(posts, Map.of("title", "B", "n", 2));
        created(posts, Map.of("title", "Draft", "n", 1));
        for (var id : List.of(a, b)) {
            asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        }
        patch(posts, a, Map.of("n", 3, "title", "Secret")).then().statusCode(200);

        read(posts, "data.n=3").then().body("items", equalTo(List.of()));
        read(posts, "data.n=1").then().body("items.id", equalTo(List.of(a)));
        read(posts, "orderBy=-data.n")
                .then()
                .body("items.id", equalTo(List.of(b, a)))
                .body("items.data.title", equalTo(List.of("B", "A")));
        read(posts, "status=draft").then().body("items", equalTo(List.of()));
        read(posts, "data.title.startsWith=Sec").then().body("items", equalTo(List.of()));
        list(posts, "data.n=3").then().body("items.id", equalTo(List.of(a)));
    }

    private static List<String> allIds(String collection, String order, boolean isAdmin) {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var query = "limit=4&orderBy=" + order + (cursor == null ? "" : "&cursor=" + cursor);
            var page = isAdmin ? list(collection, query) : read(collection, query);
            page.then().statusCode(200);
            ids.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        return ids;
    }

    private static Response list(String collection, String query) {
        return asAdmin().urlEncodingEnabled(false).get(entries(collection) + '?' + encoded(query));
    }

    private static Response read(String collection, String query) {
        return anonymously()
                .urlEncodingEnabled(false)
                .get(entries(collection) + '?' + encoded(query));
    }

    private static String encoded(String query) {
        return query.replace(" ", "%20").replace("\"", "%22");
    }

    private static List<String> titlesOf(Response page) {
        page.then().statusCode(200);
        return page.path("items.data.title");
    }

    private static Map<String, Object> item(String title, Object... more) {
        var data = new HashMap<String, Object>();
        data.put("title", title);
        for (int i = 0; i < more.length; i += 2) {
            data.put((String) more[i], more[i + 1]);
        }
        return data;
    }
}
