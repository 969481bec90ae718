package dev.hookline.content.publishing;

import static dev.hookline.content.testing.Api.anonymously;
import static dev.hookline.content.testing.Api.as;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.content.testing.AfterEvents;
import dev.hookline.content.testing.DatabaseActivity;
import dev.hookline.content.testing.TickingClock;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class ScheduleQuarkusTest {

    @Inject TickingClock clock;
    @Inject DuePublisher publisher;

    private final Instant inAnHour =
            Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

    @AfterEach
    void resetTime() {
        publisher.publishDue(1000);
        clock.reset();
    }

    @Test
    void publishesWhenTheTimeHasComeAndNotBefore() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        schedule(posts, id, inAnHour.toString())
                .then()
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("scheduledAt", equalTo(inAnHour.toString()));
        publisher.publishDue(10);
        anonymously().get(entry(posts, id)).then().statusCode(404);

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        publisher.publishDue(10);

        anonymously().get(entry(posts, id)).then().statusCode(200);
        show(posts, id)
                .then()
                .body("status", equalTo("published"))
                .body("scheduledAt", nullValue());
        var published = AfterEvents.of(posts + '/' + id, 2).getLast();
        assertThat(published.hook()).isEqualTo("content:afterPublish");
        assertThat(published.headers()).containsEntry("ce_authid", "admin-1");
    }

    @Test
    void publishesOnceHoweverManyReplicasRun() {
        var posts = collectionWith(field("title", "string"));
        var ids =
                IntStream.range(0, 40)
                        .mapToObj(i -> created(posts, Map.of("title", "Hello " + i)))
                        .toList();
        ids.forEach(id -> schedule(posts, id, inAnHour.toString()).then().statusCode(200));
        clock.advance(Duration.ofHours(2));

        var replicas =
                IntStream.range(0, 4)
                        .mapToObj(i -> meanwhile(() -> publisher.publishDue(1000)))
                        .toList();
        var published = replicas.stream().mapToInt(replica -> replica.join()).sum();

        assertThat(published).isEqualTo(40);
        assertThat(AfterEvents.ofAll(posts, 80))
                .filteredOn(event -> event.hook().equals("content:afterPublish"))
                .extracting(AfterEvents.AfterEvent::subject)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> posts + '/' + id).toList());
    }

    @Test
    void canBeCalledOff() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        schedule(posts, id, inAnHour.toString());
        asAdmin()
                .post(entry(posts, id) + "/unschedule")
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("scheduledAt", nullValue());
        clock.advance(Duration.ofHours(2));
        publisher.publishDue(10);
        anonymously().get(entry(posts, id)).then().statusCode(404);
    }

    @Test
    void replacesTheLiveCopyOfAPublishedEntryLater() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Old"));
        asAdmin().post(entry(posts, id) + "/publish").then().statusCode(200);
        patch(posts, id, Map.of("title", "New"));
        schedule(posts, id, inAnHour.toString()).then().body("status", equalTo("published"));
        anonymously()
                .get(entry(posts, id))
                .then()
                .body("data.title", equalTo("Old"))
                .body("scheduledAt", nullValue());

        clock.advance(Duration.ofHours(2));
        publisher.publishDue(10);

        anonymously().get(entry(posts, id)).then().body("data.title", equalTo("New"));
    }

    @Test
    void isForgottenInTheTrash() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        schedule(posts, id, inAnHour.toString());
        asAdmin().delete(entry(posts, id)).then().statusCode(204);
        clock.advance(Duration.ofHours(2));
        assertThat(publisher.publishDue(10)).isZero();
        show(posts, id).then().body("status", equalTo("trashed"));
    }

    @Test
    void refusesTimesThatAreNotToCome() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        for (var at : List.of("2020-01-01T00:00:00Z", "+100000-01-01T00:00:00Z")) {
            schedule(posts, id, at)
                    .then()
                    .statusCode(422)
                    .body("errors.field", equalTo(List.of("at")));
        }
        schedule(posts, id, "tomorrow")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("at")));
        asAdmin().body("{}").post(entry(posts, id) + "/schedule").then().statusCode(422);
        show(posts, id).then().body("status", equalTo("draft")).body("version", equalTo(1));
    }

    @Test
    void goesOnPastAnEntryThatCannotBePublished() throws SQLException {
        var posts = collectionWith(field("title", "string"));
        var broken = created(posts, Map.of("title", "Broken"));
        var sound = created(posts, Map.of("title", "Sound"));
        schedule(posts, broken, inAnHour.toString()).then().statusCode(200);
        schedule(posts, sound, inAnHour.plusSeconds(1).toString()).then().statusCode(200);
        clock.advance(Duration.ofHours(2));
        try (var database = database()) {
            update(database, "UPDATE entry SET scheduled_by = '7' WHERE id = '" + broken + "'");

            assertThat(publisher.publishDue(10)).isEqualTo(1);

            show(posts, sound).then().body("status", equalTo("published"));
            update(
                    database,
                    "UPDATE entry SET scheduled_at = NULL, status = 'DRAFT', scheduled_by = NULL"
                            + " WHERE id = '"
                            + broken
                            + "'");
        }
    }

    /** Everybody else locks the collection first. */
    @Test
    void locksNoEntryWhileItWaitsForItsCollection() throws SQLException {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        schedule(posts, id, inAnHour.toString()).then().statusCode(200);
        clock.advance(Duration.ofHours(2));
        try (var collection = database();
                var entry = database()) {
            collection.setAutoCommit(false);
            update(collection, "SELECT FROM collection WHERE name = '" + posts + "' FOR UPDATE");
            var publishing = meanwhile(() -> publisher.publishDue(10));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> DatabaseActivity.waitingForLocks() > 0);

            update(entry, "SELECT FROM entry WHERE id = '" + id + "' FOR UPDATE NOWAIT");

            collection.commit();
            assertThat(publishing.join()).isEqualTo(1);
        }
    }

    @Test
    void isForTheEntrysAuthor() {
        var posts = collectionWith(field("title", "string"));
        var ada = TestTokens.author("ada");
        String id = as(ada).body("{\"data\": {\"title\": \"x\"}}").post(entries(posts)).path("id");
        as(TestTokens.author("bob"))
                .body(Map.of("at", inAnHour.toString()))
                .post(entry(posts, id) + "/schedule")
                .then()
                .statusCode(403);
    }

    private static Connection database() throws SQLException {
        var login = TestInfrastructure.shared().login("content");
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    private static void update(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Response schedule(String collection, String id, String at) {
        return asAdmin().body(Map.of("at", at)).post(entry(collection, id) + "/schedule");
    }
}
