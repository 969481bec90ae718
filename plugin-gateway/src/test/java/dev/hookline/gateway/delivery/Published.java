package dev.hookline.gateway.delivery;

import dev.hookline.kit.id.UuidV7;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events as the services of a newer release do: their actor has a member that the gateway
 * does not know.
 */
final class Published implements AutoCloseable {

    private static final String ACTOR =
            """
            {"id": "ann", "name": "Ann", "roles": ["author"], "ofANewerRelease": {"more": [1]}}\
            """;

    private final KafkaProducer<String, byte[]> producer;

    Published(Map<String, Object> broker) {
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes a hook's event; its id. */
    String publish(String hook, String key, String json) {
        return publish(hook, key, json, Map.of());
    }

    String publish(String hook, String key, String json, Map<String, String> further) {
        var id = send(hook, key, json, further);
        producer.flush();
        return id;
    }

    /** Without waiting for the broker. */
    String send(String hook, String key, String json, Map<String, String> further) {
        var id = UuidV7.at(Instant.now()).toString();
        var headers = new HashMap<String, String>();
        headers.put(CloudEventHeaders.ID, id);
        headers.put(CloudEventHeaders.TYPE, hook);
        headers.put(CloudEventHeaders.SUBJECT, key);
        headers.put(CloudEventHeaders.AUTH_CLAIMS, ACTOR);
        headers.putAll(further);
        var topic = Topics.carrying(HookCatalogue.get(hook)).orElseThrow();
        var message = new ProducerRecord<>(topic, key, json.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) ->
                message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        return id;
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
