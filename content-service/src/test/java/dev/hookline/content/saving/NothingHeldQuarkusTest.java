package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entries;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.GatewayDouble.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hookline.content.testing.DatabaseActivity;
import dev.hookline.content.testing.GatewayDouble;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.Question;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While plugins think, neither a transaction nor a pooled connection is held. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class NothingHeldQuarkusTest {

    /** More than the pool has, so that a single held connection would stop the others. */
    private static final int WAITING = 30;

    /** The outbox relay keeps one connection for its lock and notifications. */
    private static final int RELAY = 1;

    @Inject AgroalDataSource pool;

    private final GatewayDouble gateway = GatewayDouble.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whileSavesWait() {
        var posts = collectionWith(field("title", "string"));
        var id = created(posts, Map.of("title", "Hello"));
        gateway.plugin("slow", "content:beforeSave", posts);

        holdsNothing(
                i ->
                        i % 2 == 0
                                ? () ->
                                        asAdmin()
                                                .body(Map.of("data", Map.of("title", "x" + i)))
                                                .post(entries(posts))
                                : () -> patch(posts, id, Map.of("title", "y" + i)),
                question -> gateway.reply(question, completed(question.content())));
    }

    @Test
    void whileDeletionsWait() {
        var posts = collectionWith(field("title", "string"));
        var ids = new ArrayList<String>();
        for (int i = 0; i < WAITING; i++) {
            ids.add(created(posts, Map.of("title", "Hello " + i)));
        }
        gateway.plugin("slow", "content:beforeDelete", posts);

        holdsNothing(
                i -> () -> asAdmin().delete(entry(posts, ids.get(i))),
                question -> gateway.reply(question, completed(BooleanNode.TRUE)));
    }

    private void holdsNothing(IntFunction<Supplier<Response>> request, Consumer<Question> consent) {
        var waiting = new ArrayList<CompletableFuture<Response>>();
        var questions = new ArrayList<Question>();
        for (int i = 0; i < WAITING; i++) {
            waiting.add(meanwhile(request.apply(i)));
        }
        for (int i = 0; i < WAITING; i++) {
            questions.add(gateway.nextQuestion());
        }

        // The relay may be publishing what came before; what waits must never show.
        await().untilAsserted(() -> {
            assertThat(DatabaseActivity.notIdle()).isEmpty();
            assertThat(pool.getMetrics().activeCount()).isLessThanOrEqualTo(RELAY);
        });

        questions.forEach(consent);
        await().until(() -> finish(waiting));
    }

    /** Entries that were changed meanwhile are asked about again. */
    private boolean finish(List<CompletableFuture<Response>> waiting) {
        while (gateway.unreadQuestions() > 0) {
            var question = gateway.nextQuestion();
            gateway.reply(
                    question,
                    completed(
                            question.event().has("content")
                                    ? question.content()
                                    : BooleanNode.TRUE));
        }
        return waiting.stream().allMatch(CompletableFuture::isDone);
    }
}
