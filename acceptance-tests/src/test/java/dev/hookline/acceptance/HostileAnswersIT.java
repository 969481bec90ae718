package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A megabyte of empty objects is 30 MiB as a tree; the gateway's heap has 256 MiB. */
class HostileAnswersIT {

    private static final String SAVE = "content:beforeSave";
    private static final int AT_ONCE = 40;
    private static final String MANY_OBJECTS =
            "{\"value\":{\"title\":\"x\",\"list\":[" + "{},".repeat(340_000) + "{}]}}";

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor victim = new Editor(platform.content.url());
    private final Editor other = new Editor(platform.content.url());
    private final PluginFixture hostile = PluginFixture.start("hostile");
    private final PluginFixture well = PluginFixture.start("well");
    private final CountDownLatch allAsked = new CountDownLatch(AT_ONCE);

    @AfterEach
    void tidyUp() {
        operator.close();
        hostile.close();
        well.close();
    }

    @Test
    void answersOfManyTokensEndTheirOwnHooksOnly() {
        hostile.hook(
                SAVE,
                victim.matchingMe(Map.of("timeout", 15_000)),
                (call, answer) -> {
                    awaitAll();
                    answer.send(200, Map.of("Content-Type", "application/json"), MANY_OBJECTS);
                });
        well.hook(SAVE, other.matchingMe(Map.of()), PluginBehaviour.keep());
        operator.install(hostile);
        operator.install(well);
        Operator.awaitEffect(() -> {
            other.create(Map.of("title", "seen")).then().statusCode(201);
            assertThat(well.calls(SAVE)).isNotEmpty();
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var saves = new ArrayList<CompletableFuture<Response>>();
            for (int i = 0; i < AT_ONCE; i++) {
                saves.add(
                        CompletableFuture.supplyAsync(
                                () -> victim.create(Map.of("title", "attacked")), threads));
            }
            while (!saves.stream().allMatch(CompletableFuture::isDone)) {
                assertThat(other.create(Map.of("title", "served")).statusCode()).isEqualTo(201);
            }
            assertThat(saves)
                    .allSatisfy(save -> assertThat(save.join().statusCode()).isEqualTo(502));
        }

        assertThat(platform.gateway.output()).doesNotContain("OutOfMemoryError");
        assertThat(platform.gateway.isLive()).isTrue();
    }

    private void awaitAll() {
        allAsked.countDown();
        try {
            allAsked.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
