package dev.hookline.content.testing;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The service's HTTP interface as tests use it. */
public final class Api {

    public static final String COLLECTIONS = "/api/v1/collections";
    private static final String CONTENT = "/api/v1/content/";
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    // A test profile loads this class anew, over the same database.
    private static final String PREFIX = "posts-" + UUID.randomUUID().toString().substring(0, 8);

    private static final AtomicInteger COLLECTION_NUMBER = new AtomicInteger();

    private Api() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public static RequestSpecification asAdmin() {
        return as(TestTokens.admin());
    }

    public static RequestSpecification anonymously() {
        return given().contentType(ContentType.JSON);
    }

    public static String entries(String collection) {
        return CONTENT + collection;
    }

    public static String entry(String collection, String id) {
        return CONTENT + collection + '/' + id;
    }

    /** A collection of its own for one test: nothing else is in it. */
    @SafeVarargs
    public static String collectionWith(Map<String, ?>... fields) {
        var name = PREFIX + "-" + COLLECTION_NUMBER.incrementAndGet();
        asAdmin()
                .body(Map.of("name", name, "fields", List.of(fields)))
                .post(COLLECTIONS)
                .then()
                .statusCode(201);
        return name;
    }

    public static Map<String, Object> field(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    public static Map<String, Object> field(
            String name, String type, String property, Object value) {
        return Map.of("name", name, "type", type, property, value);
    }

    public static Response create(String collection, Map<String, ?> data) {
        return asAdmin().body(Map.of("data", data)).post(entries(collection));
    }

    /** Creates an entry that must be fine, and gives its id. */
    public static String created(String collection, Map<String, ?> data) {
        return create(collection, data).then().statusCode(201).extract().path("id");
    }

    public static Response patch(String collection, String id, Map<String, ?> data) {
        return asAdmin().body(Map.of("data", data)).patch(entry(collection, id));
    }

    public static Response show(String collection, String id) {
        return asAdmin().get(entry(collection, id));
    }

    /** Does something at the same time as the test goes on. */
    public static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** Everything that is stored about a collection's entries, to be compared with later. */
    public static String stateOf(String collection) {
        return asAdmin().get(COLLECTIONS + '/' + collection).asString()
                + asAdmin().get(entries(collection)).asString()
                + asAdmin().get(entries(collection) + "?status=trashed").asString();
    }
}
