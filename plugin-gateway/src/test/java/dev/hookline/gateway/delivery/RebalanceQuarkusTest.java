package dev.hookline.gateway.delivery;

import static dev.hookline.gateway.delivery.DeliveryScene.SAVED;
import static dev.hookline.gateway.delivery.DeliveryScene.await;
import static dev.hookline.gateway.delivery.DeliveryScene.numbers;
import static dev.hookline.gateway.delivery.DeliveryScene.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.gateway.registry.Rosters;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second engine for the same plugin acts as another replica. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class RebalanceQuarkusTest {

    private static final int SUBJECTS = 20;
    private static final int EVENTS = 1200;

    @Inject Deliveries deliveries;
    @Inject Rosters rosters;

    private final DeliveryScene scene = new DeliveryScene();
    private final String id = "moving-" + ThreadLocalRandom.current().nextInt(1_000_000);

    @AfterEach
    void removePlugins() {
        scene.close();
    }

    @Test
    void losesAndReordersNothingWhenReplicasComeAndGo() {
        var random = new Random(7);
        var plugin =
                scene.plugin(id)
                        .hook(
                                SAVED,
                                (call, answer) -> {
                                    boolean fails;
                                    synchronized (random) {
                                        fails = random.nextInt(20) == 0;
                                    }
                                    fails &= call.context().path("attempt").asInt() < 3;
                                    PluginBehaviour.after(
                                                    Duration.ofMillis(2),
                                                    PluginBehaviour.status(fails ? 500 : 204))
                                            .answer(call, answer);
                                });
        scene.install(plugin);
        for (int i = 0; i < EVENTS; i++) {
            var subject = "posts/" + i % SUBJECTS;
            scene.publisher().send(SAVED, subject, DeliveryScene.savedJson(subject, i), Map.of());
        }
        scene.publisher().flush();

        plugin.awaitCalls(SAVED, 100);
        var registered = rosters.current().find(id).orElseThrow();
        var second = new PluginDelivery(registered, deliveries.engine());
        plugin.awaitCalls(SAVED, 500);
        second.close();
        second.awaitClosed(Duration.ofSeconds(10));

        for (int subject = 0; subject < SUBJECTS; subject++) {
            var name = "posts/" + subject;
            await().untilAsserted(() ->
                    assertThat(withoutRepeats(numbers(plugin, name)))
                            .as(name)
                            .hasSize(EVENTS / SUBJECTS)
                            .isSorted());
        }
        await().untilAsserted(() ->
                assertThat(rows("SELECT event_id FROM delivery WHERE plugin_id = '" + id + "'"))
                        .isEmpty());
    }

    /**
     * Partitions are lost and come back while the plugin still holds the first call of each
     * subject: the repeated call of the same event fails, and must still precede later events.
     */
    @Test
    void keepsOrderWhenAPartitionIsLostAndRegainedDuringACall() throws Exception {
        var release = new CountDownLatch(1);
        Map<String, AtomicInteger> firsts = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
        Set<String> overlapping = ConcurrentHashMap.newKeySet();
        var plugin =
                scene.plugin(id)
                        .manifest("concurrency", 64)
                        .hook(
                                SAVED,
                                Map.of("timeout", 30_000),
                                (call, answer) -> {
                                    var subject = call.event().at("/content/id").asText();
                                    var number = call.event().at("/content/number").asInt();
                                    var counter =
                                            open.computeIfAbsent(subject, s -> new AtomicInteger());
                                    if (counter.incrementAndGet() > 1) {
                                        overlapping.add(subject);
                                    }
                                    int turn =
                                            number == 1
                                                    ? firsts.computeIfAbsent(
                                                                    subject,
                                                                    s -> new AtomicInteger())
                                                            .incrementAndGet()
                                                    : 0;
                                    if (turn == 1 || turn == 2) {
                                        awaitQuietly(release);
                                    }
                                    counter.decrementAndGet();
                                    PluginBehaviour.after(
                                                    Duration.ofMillis(turn == 2 ? 200 : 0),
                                                    PluginBehaviour.status(turn == 2 ? 500 : 204))
                                            .answer(call, answer);
                                });
        scene.install(plugin);
        var subjects = IntStream.range(0, 12).mapToObj(i -> "held/" + i).toList();
        for (int number = 1; number <= 3; number++) {
            for (var subject : subjects) {
                scene.saved(subject, number);
            }
        }
        plugin.awaitCalls(SAVED, subjects.size());

        takePartitionsAndGiveThemBack();
        // What is read after these has been read before them, too.
        var markers = IntStream.range(0, 40).mapToObj(i -> "marker/" + i).toList();
        markers.forEach(marker -> scene.saved(marker, 0));
        await().untilAsserted(() ->
                assertThat(markers)
                        .allSatisfy(marker -> assertThat(numbers(plugin, marker)).hasSize(1)));
        release.countDown();

        for (var subject : subjects) {
            await().untilAsserted(() -> assertThat(numbers(plugin, subject)).contains(3));
            var numbers = numbers(plugin, subject);
            assertThat(numbers).as(subject).isSorted();
        }
        assertThat(overlapping).isEmpty();
    }

    /** Another member of the plugin's group joins, reads nothing on, and leaves. */
    private void takePartitionsAndGiveThemBack() throws Exception {
        var topic = Topics.carrying(HookCatalogue.get(SAVED)).orElseThrow();
        var settings = DeliveryScene.broker();
        settings.put("group.id", ConsumerFactory.groupOf(id));
        settings.put("enable.auto.commit", false);
        settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        int partitions;
        try (var rival =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            rival.subscribe(List.of(topic));
            await().until(() -> {
                rival.poll(Duration.ofMillis(100));
                return !rival.assignment().isEmpty();
            });
            partitions = rival.partitionsFor(topic).size();
        }
        try (var admin = Admin.create(DeliveryScene.broker())) {
            await().until(() ->
                    admin
                            .describeConsumerGroups(List.of(ConsumerFactory.groupOf(id)))
                            .all()
                            .get()
                            .get(ConsumerFactory.groupOf(id))
                            .members()
                            .stream()
                            .map(member -> member.assignment().topicPartitions().size())
                            .toList()
                            .equals(List.of(partitions)));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first arrivals: repeats of what was not finished are allowed. */
    private static List<Integer> withoutRepeats(List<Integer> numbers) {
        var seen = new ArrayList<Integer>();
        for (var number : numbers) {
            if (!seen.contains(number)) {
                seen.add(number);
            }
        }
        return seen;
    }
}
