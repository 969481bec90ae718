package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.example.Examples;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.testsupport.SignedRecords;
import dev.hookline.testsupport.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every hook of the catalogue reaches a plugin that runs as a process of its own. */
class EveryHookIT {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir Path directory;

    private final Platform platform = Platform.shared();

    @Test
    void everyHookOfTheCatalogueReachesAPluginProcess() throws Exception {
        var credentials = directory.resolve("credentials.json");
        var operator = new Operator(platform.gateway.url());
        try (var plugin =
                        SamplePlugin.main(
                                EveryHookPlugin.class, credentials, platform.gateway.url());
                var producer = producer()) {
            plugin.installed(operator, EveryHookPlugin.ID, credentials, true);
            awaitCalls(plugin, List.of("plugin:install", "plugin:activate"));

            var onTheBus =
                    HookCatalogue.all().stream()
                            .filter(hook -> Topics.carrying(hook).isPresent())
                            .toList();
            onTheBus.forEach(hook -> producer.send(message(hook)));
            producer.flush();
            awaitCalls(plugin, onTheBus.stream().map(HookDefinition::name).toList());

            operator.deactivate(EveryHookPlugin.ID);
            operator.close();
            awaitCalls(plugin, called());
        }
    }

    private static List<String> called() {
        return HookCatalogue.all().stream()
                .filter(HookDefinition::isCalled)
                .map(HookDefinition::name)
                .toList();
    }

    private static void awaitCalls(SamplePlugin plugin, List<String> hooks) {
        Awaitility.await("every hook to call")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        assertThat(
                                        given().get(plugin.url().resolve("/calls"))
                                                .then()
                                                .statusCode(200)
                                                .extract()
                                                .<List<String>>path(""))
                                .containsAll(hooks));
    }

    private static ProducerRecord<String, byte[]> message(HookDefinition hook) {
        var topic = Topics.carrying(hook).orElseThrow();
        var subject =
                hook.name().equals("cron") ? EveryHookPlugin.ID + "/task" : "every/" + hook.name();
        JsonNode event = Examples.of(hook.name()).event();
        var message =
                new ProducerRecord<>(
                        topic, subject, String.valueOf(event).getBytes(StandardCharsets.UTF_8));
        var id = UUID.randomUUID().toString();
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, id);
        header(message, CloudEventHeaders.TYPE, hook.name());
        header(message, CloudEventHeaders.SOURCE, "/acceptance-tests");
        header(message, CloudEventHeaders.SUBJECT, subject);
        if (hook.mode() != HookMode.NOTIFY) {
            header(message, CloudEventHeaders.CORRELATION_ID, id);
            header(
                    message,
                    CloudEventHeaders.EXPIRY_TIME,
                    CLOCK.instant().plusSeconds(20).toString());
            header(message, CloudEventHeaders.DIRECTORY_REVISION, "0");
        }
        return new SignedRecords(Platform.PASS_KEY).sign(message);
    }

    private static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
