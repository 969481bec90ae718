package dev.hookline.content.evolution;

import static dev.hookline.content.testing.Api.COLLECTIONS;
import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.content.testing.DatabaseActivity;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No entry slips in under fields that are just being replaced. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class FieldEvolutionQuarkusTest {

    private static final String REQUIRE_N =
            """
            UPDATE collection SET version = version + 1, fields =
                '[{"name": "title", "type": "string"},
                  {"name": "n", "type": "integer", "required": true}]'
            WHERE name = ?
            """;

    private static final String HOLD = "SELECT 1 FROM collection WHERE name = ? FOR KEY SHARE";

    @Test
    void savesWaitForAChangeOfFieldsAndThenFollowIt() throws SQLException {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        try (var changing = transaction()) {
            run(changing, REQUIRE_N, posts);
            var creation = meanwhile(() -> create(posts, Map.of("title", "x")));
            var change = meanwhile(() -> patch(posts, id, Map.of("title", "x")));
            await().until(() -> DatabaseActivity.waitingForLocks() == 2);
            changing.commit();

            for (var save : List.of(creation, change)) {
                save.join().then().statusCode(422).body("errors.field", equalTo(List.of("data.n")));
            }
        }
    }

    @Test
    void aChangeOfFieldsWaitsForSaves() throws SQLException {
        var posts = collectionWith(field("title", "string"));
        try (var saving = transaction()) {
            run(saving, HOLD, posts);
            var change = meanwhile(() -> requireN(posts));
            await().until(() -> DatabaseActivity.waitingForLocks() == 1);
            saving.commit();
            change.join().then().statusCode(200);
        }
    }

    @Test
    void savesThatWaitForPluginsFollowAChangeOfFields() {
        var posts = collectionWith(field("title", "string"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("slow", "content:beforeSave", posts);
            var creation = meanwhile(() -> create(posts, Map.of("title", "x")));
            var question = gateway.nextQuestion();
            requireN(posts).then().statusCode(200);
            gateway.reply(question, completed(question.content()));
            creation.join().then().statusCode(422).body("errors.field", equalTo(List.of("data.n")));
        }
    }

    @Test
    void pluginsAreAskedAgainWhenTheFieldsChangedMeanwhile() {
        var posts = collectionWith(field("title", "string"));
        created(posts, Map.of("title", "x"));
        try (var gateway = GatewayDouble.start()) {
            gateway.plugin("slow", "content:beforeSave", posts);
            var creation = meanwhile(() -> create(posts, Map.of("title", "x")));
            var question = gateway.nextQuestion();
            redefine(posts, field("title", "string", "unique", true)).then().statusCode(200);
            gateway.reply(question, completed(question.content()));
            var again = gateway.nextQuestion();
            gateway.reply(again, completed(again.content()));
            creation.join().then().statusCode(409);
        }
    }

    private static Response requireN(String collection) {
        return redefine(
                collection, field("title", "string"), field("n", "integer", "required", true));
    }

    @SafeVarargs
    private static Response redefine(String collection, Map<String, ?>... fields) {
        return asAdmin()
                .body(Map.of("fields", List.of(fields)))
                .patch(COLLECTIONS + '/' + collection);
    }

    private static void run(Connection transaction, String sql, String collection)
            throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setString(1, collection);
            statement.execute();
        }
    }

    private static Connection transaction() throws SQLException {
        var superuser = TestInfrastructure.shared().superuser();
        var url = TestInfrastructure.shared().login("content").jdbcUrl();
        var connection =
                DriverManager.getConnection(url, superuser.username(), superuser.password());
        connection.setAutoCommit(false);
        return connection;
    }
}
