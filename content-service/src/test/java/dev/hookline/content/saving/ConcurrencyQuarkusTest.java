package dev.hookline.content.saving;

import static dev.hookline.content.testing.Api.asAdmin;
import static dev.hookline.content.testing.Api.collectionWith;
import static dev.hookline.content.testing.Api.create;
import static dev.hookline.content.testing.Api.created;
import static dev.hookline.content.testing.Api.entry;
import static dev.hookline.content.testing.Api.field;
import static dev.hookline.content.testing.Api.meanwhile;
import static dev.hookline.content.testing.Api.patch;
import static dev.hookline.content.testing.Api.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.content.testing.AfterEvents;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "content"))
class ConcurrencyQuarkusTest {

    private static final int CLIENTS = 20;

    @Test
    void countsVersionsAndAnnouncesThemInOrder() {
        var posts = collectionWith(field("title", "string"), field("n", "integer"));
        var id = created(posts, Map.of("title", "Hello"));
        for (int round = 0; round < 5; round++) {
            var answers = atOnce(i -> patch(posts, id, Map.of("n", i)));
            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        }

        var versions =
                AfterEvents.of(posts + '/' + id, 5 * CLIENTS + 1).stream()
                        .map(AfterEvents.AfterEvent::version)
                        .toList();
        assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 5 * CLIENTS + 1).boxed().toList());
        show(posts, id).then().body("version", equalTo(5 * CLIENTS + 1));
    }

    @Test
    void letsOneOfManyConditionalChangesWin() {
        var posts = collectionWith(field("n", "integer"));
        var id = created(posts, Map.of("n", 0));
        var answers =
                atOnce(i ->
                        asAdmin()
                                .header("If-Match", "\"v1\"")
                                .body(Map.of("data", Map.of("n", i)))
                                .patch(entry(posts, id)));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 412).hasSize(CLIENTS - 1);
    }

    @Test
    void givesAUniqueValueToOneOfMany() {
        var goods = collectionWith(field("sku", "string", "unique", true));
        var answers = atOnce(i -> create(goods, Map.of("sku", "A")));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(CLIENTS - 1);
    }

    @Test
    void givesEveryoneADifferentSlug() {
        var posts = collectionWith(field("title", "string"));
        var answers = atOnce(i -> create(posts, Map.of("title", "Same")));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.<String>path("slug"))
                .doesNotHaveDuplicates();
    }

    private static List<Response> atOnce(IntFunction<Response> request) {
        var running =
                IntStream.range(0, CLIENTS)
                        .mapToObj(i -> meanwhile(() -> request.apply(i)))
                        .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
