package dev.hookline.gateway.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas over one database and bus, whose clock the tests move. It runs years ahead, so that
 * the application's own clock never finds these tasks due.
 */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class TwoReplicasQuarkusTest {

    private static final String OWNER = "clockwork";
    private static final Set<String> OWNERS = Set.of(OWNER);
    private static final Instant START = Instant.parse("2035-06-01T00:00:30Z");

    @Inject CronTaskRepository tasks;
    @Inject TickWriter ticks;
    @Inject Outbox outbox;
    @Inject CronConfig config;
    @Inject ObjectMapper json;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    private final TickingClock clock = new TickingClock(START);
    private TestPlugin plugin;
    private KafkaConsumer<String, byte[]> bus;

    private record Tick(String key, Instant scheduledAt, Optional<Instant> expiry) {}

    @BeforeEach
    void install() {
        plugin =
                TestPlugin.install(
                        OWNER, Map.of("hooks", Map.of("cron", Map.of()), "delivery", "kafka"));
        bus =
                new KafkaConsumer<>(
                        new HashMap<>(broker),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                bus.partitionsFor(Topics.CRON).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        bus.assign(partitions);
        bus.seekToEnd(partitions);
        partitions.forEach(bus::position);
    }

    @AfterEach
    void remove() {
        plugin.close();
        bus.close();
    }

    @Test
    void shareTenThousandTicksWithoutDoublesOrLoss() throws Exception {
        int count = 500;
        int minutes = 20;
        for (int i = 0; i < count; i++) {
            store("task" + i, "* * * * *", "UTC");
        }
        var replicas = List.of(replica(outbox::append), replica(outbox::append));
        var dying = replica(failingAfter(150));
        int handled = 0;
        for (int minute = 0; minute < minutes; minute++) {
            clock.tick(Duration.ofMinutes(1));
            if (minute % 5 == 2) {
                assertThatThrownBy(() -> dying.tickAll(OWNERS)).hasMessage("killed");
            }
            handled += atOnce(replicas);
        }

        assertThat(handled).isEqualTo(count * minutes);
        var found = awaitTicks(count * minutes);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().map(Tick::scheduledAt).distinct()).hasSize(minutes);
    }

    @Test
    void coalesceMissedRunsIntoOneThatTellsTheFirst() throws Exception {
        store("hourly", "0 * * * *", "UTC");
        clock.moveTo(Instant.parse("2035-06-03T10:20:00Z"));

        assertThat(atOnce(List.of(replica(outbox::append), replica(outbox::append)))).isEqualTo(1);

        assertThat(awaitTicks(1))
                .containsExactly(
                        new Tick(
                                OWNER + "/hourly",
                                Instant.parse("2035-06-01T01:00:00Z"),
                                Optional.of(Instant.parse("2035-06-03T11:00:00Z"))));
    }

    @Test
    void sendAOneShotWithoutExpiryAndForgetIt() throws Exception {
        store("once", "2035-06-01T12:00:00", "Europe/Berlin");
        clock.moveTo(Instant.parse("2035-06-01T09:59:59Z"));
        assertThat(replica(outbox::append).tickAll(OWNERS)).isZero();
        clock.moveTo(Instant.parse("2035-06-01T10:00:00Z"));

        assertThat(atOnce(List.of(replica(outbox::append), replica(outbox::append)))).isEqualTo(1);

        assertThat(awaitTicks(1))
                .containsExactly(
                        new Tick(
                                OWNER + "/once",
                                Instant.parse("2035-06-01T10:00:00Z"),
                                Optional.empty()));
        assertThat(stored()).isEmpty();
    }

    @Test
    void letACancellationWaitForATickThatIsBeingSent() throws Exception {
        store("claimed", "* * * * *", "UTC");
        clock.tick(Duration.ofMinutes(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var cancellation = new ArrayList<Future<?>>();
            replica(
                            event -> {
                                cancellation.add(
                                        threads.submit(() ->
                                                plugin.call()
                                                        .delete(TestPlugin.API + "/cron/claimed")
                                                        .then()
                                                        .statusCode(204)));
                                outbox.append(event);
                            })
                    .tickAll(OWNERS);
            cancellation.getFirst().get();
        }

        assertThat(awaitTicks(1)).hasSize(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void parkATaskWhoseZoneHasVanishedWithoutHoldingUpOthers() {
        store("lost", "0 * * * *", "UTC");
        store("sound", "0 * * * *", "UTC");
        QuarkusTransaction.requiringNew()
                .run(() -> tasks.update("timeZone = 'Mars/Olympus' WHERE name = 'lost'"));
        clock.tick(Duration.ofHours(1));

        replica(outbox::append).tickAll(OWNERS);

        assertThat(awaitTicks(1)).extracting(Tick::key).containsExactly(OWNER + "/sound");
        TestPlugin.operator()
                .get("/api/v1/cron")
                .then()
                .body(
                        "items.find { it.name == 'lost' }.state",
                        org.hamcrest.Matchers.equalTo("faulty"));
    }

    @Test
    void planAnewAfterAClockHadJumpedAhead() {
        store("daily", "0 2 * * *", "UTC");
        clock.moveTo(START.plus(Duration.ofDays(400)));
        replica(outbox::append).tickAll(OWNERS);
        clock.moveTo(START);

        assertThat(new Realignment(tasks, clock).realignAll()).isEqualTo(1);

        assertThat(stored().getFirst().nextRunAt).isEqualTo(Instant.parse("2035-06-01T02:00:00Z"));
        assertThat(new Realignment(tasks, clock).realignAll()).isZero();
    }

    @Test
    void planAnewWhenTheRulesOfAZoneChange() {
        store("daily", "0 2 * * *", "Europe/Berlin");
        QuarkusTransaction.requiringNew()
                .run(() ->
                        tasks.update(
                                "nextRunAt = ?1 WHERE name = 'daily'",
                                Instant.parse("2035-06-02T05:00:00Z")));

        new Realignment(tasks, clock).realignAll();

        assertThat(stored().getFirst().nextRunAt).isEqualTo(Instant.parse("2035-06-02T00:00:00Z"));
    }

    @Test
    void neverPlanARunAnewThatAFasterClockHasDone() {
        store("minutely", "* * * * *", "UTC");
        clock.moveTo(Instant.parse("2035-06-01T00:01:00Z"));
        replica(outbox::append).tickAll(OWNERS);
        clock.moveTo(Instant.parse("2035-06-01T00:00:55Z"));

        assertThat(new Realignment(tasks, clock).realignAll()).isZero();
    }

    private DueTasks replica(Consumer<OutboxEvent> outbox) {
        return new DueTasks(tasks, ticks, outbox, config, new SimpleMeterRegistry(), clock);
    }

    /** Dies in the middle of a batch. */
    private Consumer<OutboxEvent> failingAfter(int events) {
        var count = new AtomicInteger();
        return event -> {
            outbox.append(event);
            if (count.incrementAndGet() % events == 0) {
                throw new IllegalStateException("killed");
            }
        };
    }

    private static int atOnce(List<DueTasks> replicas) throws Exception {
        try (var threads = Executors.newFixedThreadPool(replicas.size())) {
            var runs =
                    replicas.stream()
                            .map(replica -> threads.submit(() -> replica.tickAll(OWNERS)))
                            .toList();
            int handled = 0;
            for (var run : runs) {
                handled += run.get();
            }
            return handled;
        }
    }

    private void store(String name, String schedule, String zone) {
        try {
            var parsed = ScheduleReader.read(schedule, ZoneId.of(zone));
            var definition =
                    new TaskDefinition(name, schedule, parsed, ZoneId.of(zone), "{\"n\":1}");
            QuarkusTransaction.requiringNew()
                    .run(() -> tasks.persist(new CronTaskEntity(OWNER, definition, START)));
        } catch (InvalidScheduleException e) {
            throw new AssertionError(e);
        }
    }

    private List<CronTaskEntity> stored() {
        return QuarkusTransaction.requiringNew().call(() -> tasks.of(OWNER));
    }

    private List<Tick> awaitTicks(int count) {
        var found = new ArrayList<Tick>();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    bus.poll(Duration.ofMillis(100))
                            .forEach(record -> {
                                if (record.key().startsWith(OWNER + "/")) {
                                    found.add(tick(record));
                                }
                            });
                    return found.size() >= count;
                });
        return found;
    }

    private Tick tick(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record) {
        try {
            var body = json.readTree(record.value());
            var expiry = record.headers().lastHeader(CloudEventHeaders.EXPIRY_TIME);
            return new Tick(
                    record.key(),
                    Instant.parse(body.path("scheduledAt").asText()),
                    Optional.ofNullable(expiry)
                            .map(header -> Instant.parse(new String(header.value()))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
