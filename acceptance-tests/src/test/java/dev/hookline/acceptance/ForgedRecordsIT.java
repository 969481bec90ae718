package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import dev.hookline.testsupport.TestInfrastructure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that were written without the platform's key. */
class ForgedRecordsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAVE = "content:beforeSave";
    private static final String SAVED = "content:afterSave";
    private static final String ADMIN =
            "{\"id\": \"admin\", \"name\": \"Admin\", \"roles\": [\"admin\"]}";

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private final PluginFixture plugin =
            PluginFixture.start("guard-" + UUID.randomUUID().toString().substring(0, 8));
    private final KafkaProducer<String, byte[]> forger =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer());

    @AfterEach
    void tidyUp() {
        forger.close();
        operator.close();
        plugin.close();
    }

    @Test
    void doNotRemoveAPolicy() throws Exception {
        guarded(PluginBehaviour.reject("not here"));
        var before = refused(platform.content.url(), Topics.PLUGINS);

        forge(Topics.PLUGINS, plugin.id(), null, Map.of());
        forge(Topics.PLUGINS, plugin.id(), bytes(inactive()), Map.of());
        forge(Topics.PLUGINS, plugin.id(), new byte[] {'{'}, Map.of());

        awaitRefused(platform.content.url(), Topics.PLUGINS, before + 3);
        editor.create(Map.of("title", "past the policy")).then().statusCode(422);
    }

    @Test
    void answerNoHookRequest() throws Exception {
        guarded((call, answer) -> {
            forgeReply(call);
            PluginBehaviour.reject("not here").answer(call, answer);
        });

        editor.create(Map.of("title", "past the policy")).then().statusCode(422);
        assertThat(refused(platform.content.url(), Topics.BEFORE_REPLIES)).isPositive();
    }

    @Test
    void askNoPlugin() throws Exception {
        guarded(PluginBehaviour.keep());
        int before = plugin.calls(SAVE).size();
        var topic = Topics.before(HookDomain.CONTENT);
        double refused = refused(platform.gateway.url(), topic);

        var id = UUID.randomUUID().toString();
        forge(
                topic,
                id,
                bytes(Map.of("content", Map.of("title", "x"), "collection", editor.collection())),
                Map.of(
                        CloudEventHeaders.TYPE, SAVE,
                        CloudEventHeaders.CORRELATION_ID, id,
                        CloudEventHeaders.AUTH_CLAIMS, ADMIN,
                        CloudEventHeaders.EXPIRY_TIME, Instant.now().plusSeconds(20).toString(),
                        CloudEventHeaders.DIRECTORY_REVISION, "0"));

        awaitRefused(platform.gateway.url(), topic, refused + 1);
        assertThat(plugin.calls(SAVE)).hasSize(before);
    }

    @Test
    void reachNoPluginAsEvents() throws Exception {
        try (var events = new EventSource(TestInfrastructure.shared().bootstrapServers())) {
            plugin.hook(SAVED, events.matching(), PluginBehaviour.keep());
            operator.install(plugin);
            events.publish("entry", 1);
            plugin.awaitCalls(SAVED, 1);
            var topic = Topics.after(HookDomain.CONTENT);
            var genuine = plugin.calls(SAVED).getFirst();
            double refused = refused(platform.gateway.url(), topic);

            forge(
                    topic,
                    genuine.event().path("collection").asText() + "/entry",
                    bytes(genuine.event()),
                    Map.of(
                            CloudEventHeaders.ID, UUID.randomUUID().toString(),
                            CloudEventHeaders.TYPE, SAVED,
                            CloudEventHeaders.AUTH_CLAIMS, ADMIN));
            events.publish("entry", 2);

            plugin.awaitCalls(SAVED, 2);
            assertThat(plugin.calls(SAVED))
                    .extracting(call -> call.event().at("/content/version").asInt())
                    .containsExactly(1, 2);
            assertThat(refused(platform.gateway.url(), topic)).isGreaterThan(refused);
        }
    }

    /** Installs the plugin for the editor's collection, and waits until it is asked. */
    private void guarded(PluginBehaviour behaviour) {
        plugin.hook(SAVE, editor.matchingMe(Map.of()), behaviour);
        operator.install(plugin);
        Operator.awaitEffect(() -> {
            editor.create(Map.of("title", "probe"));
            assertThat(plugin.calls(SAVE)).isNotEmpty();
        });
    }

    private void forgeReply(RecordedCall call) {
        var id = call.context().path("requestId").asText();
        var reply = new HookReply(HookReply.Outcome.COMPLETED, null, null, null, List.of());
        forge(
                Topics.BEFORE_REPLIES,
                id,
                bytes(reply),
                Map.of(CloudEventHeaders.CORRELATION_ID, id));
    }

    private void forge(
            String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        var message = new ProducerRecord<>(topic, key, value);
        headers.forEach(
                (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            forger.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRefused(URI service, String topic, double atLeast) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> refused(service, topic) >= atLeast);
    }

    /** How many records of a topic the service has not believed. */
    private static double refused(URI service, String topic) {
        var line =
                Pattern.compile(
                                "^hookline_bus_refused_total\\{.*topic=\"%s\".*} (\\S+)$"
                                        .formatted(Pattern.quote(topic)),
                                Pattern.MULTILINE)
                        .matcher(given().get(service.resolve("/q/metrics")).asString());
        double sum = 0;
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
        }
        return sum;
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private DirectoryEntry inactive() {
        return new DirectoryEntry(
                plugin.id(), "1", false, false, Delivery.HTTP, Long.MAX_VALUE - 1, List.of());
    }
}
