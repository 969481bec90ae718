package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An editor at the content service's API, working in a collection of their own. */
final class Editor {

    private final URI content;
    private final String collection;

    /** Makes a collection. */
    Editor(URI content) {
        this(content, "c" + UUID.randomUUID().toString().substring(0, 8));
        as(TestTokens.admin())
                .body(
                        Map.of(
                                "name",
                                collection,
                                "label",
                                "Of a test",
                                "fields",
                                List.of(
                                        Map.of("name", "title", "type", "string"),
                                        Map.of("name", "note", "type", "string"))))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
    }

    private Editor(URI content, String collection) {
        this.content = content;
        this.collection = collection;
    }

    /** The same editor at another replica of the service. */
    Editor at(URI replica) {
        return new Editor(replica, collection);
    }

    String collection() {
        return collection;
    }

    Response create(Map<String, ?> data) {
        return request().body(Map.of("data", data)).post(path(""));
    }

    Response createWithSlug(String slug, Map<String, ?> data) {
        return request().body(Map.of("slug", slug, "data", data)).post(path(""));
    }

    /** Creates an entry that must be accepted; its id. */
    String created(String title) {
        return create(Map.of("title", title)).then().statusCode(201).extract().path("id");
    }

    Response update(String id, Map<String, ?> data) {
        return request().body(Map.of("data", data)).patch(path("/" + id));
    }

    Response get(String id) {
        return request().get(path("/" + id));
    }

    Response delete(String id) {
        return request().delete(path("/" + id));
    }

    Response deletePermanently(String id) {
        return request().delete(path("/" + id + "?permanent=true"));
    }

    Response act(String id, String action) {
        return request().post(path("/" + id + "/" + action));
    }

    Response restoreRevision(String id, int number) {
        return request().post(path("/" + id + "/revisions/" + number + "/restore"));
    }

    List<Map<String, Object>> entries() {
        return request().get(path("?limit=100")).then().statusCode(200).extract().path("items");
    }

    /** The status of an answer that takes the database, 0 without an answer. */
    int collectionStatus() {
        try {
            return as(TestTokens.admin()).get("/api/v1/collections/" + collection).statusCode();
        } catch (RuntimeException e) {
            return 0;
        }
    }

    Map<String, Object> matchingMe(Map<String, ?> options) {
        var all = new LinkedHashMap<String, Object>(options);
        all.put("match", Map.of("collection", List.of(collection)));
        return all;
    }

    private String path(String rest) {
        return "/api/v1/content/" + collection + rest;
    }

    private RequestSpecification request() {
        return as(TestTokens.editor());
    }

    private RequestSpecification as(String token) {
        return given().baseUri(content.toString())
                .contentType("application/json")
                .auth()
                .oauth2(token);
    }
}
