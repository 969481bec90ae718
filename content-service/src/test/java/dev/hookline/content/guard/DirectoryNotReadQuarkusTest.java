package dev.hookline.content.guard;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.testsupport.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A service that cannot read the plugin directory knows no policy, and therefore writes nothing.
 */
@QuarkusTest
@WithTestResource(DirectoryNotReadQuarkusTest.DatabaseWithoutBroker.class)
class DirectoryNotReadQuarkusTest {

    /** A database, and the address of a broker that nobody runs. */
    public static class DatabaseWithoutBroker implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            var configuration =
                    new HashMap<>(TestInfrastructure.shared().configurationOf("content"));
            configuration.put("kafka.bootstrap.servers", "127.0.0.1:9");
            configuration.put("quarkus.http.test-port", "0");
            return configuration;
        }

        @Override
        public void stop() {
            // The database is shared by all test classes.
        }
    }

    @Test
    void refusesEveryWrite() {
        var any = entry("posts", "any");
        var writes =
                List.<Response>of(
                        asAdmin().body("{}").post(COLLECTIONS),
                        asAdmin().body("{}").patch(COLLECTIONS + "/posts"),
                        asAdmin().delete(COLLECTIONS + "/posts"),
                        asAdmin().body("{}").post(entries("posts")),
                        asAdmin().body("{}").patch(any),
                        asAdmin().delete(any),
                        asAdmin().delete(any + "?permanent=true"),
                        asAdmin().post(any + "/restore"),
                        asAdmin().post(any + "/revisions/1/restore"),
                        asAdmin().post(any + "/publish"),
                        asAdmin().post(any + "/unpublish"),
                        asAdmin().body("{}").post(any + "/schedule"),
                        asAdmin().post(any + "/unschedule"));
        for (var write : writes) {
            write.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:hookline:problem:directory-not-read"));
        }
    }

    @Test
    void readsAndLivesButIsNotReady() {
        asAdmin().get(COLLECTIONS).then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }
}
