package dev.hookline.gateway.before;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A service of a newer release that sends hook requests over the real bus and reads their replies.
 */
final class AskingService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTOR =
            """
            {"id": "ann", "name": "Ann", "roles": ["author"], "ofANewerRelease": {"more": [1]}}\
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, CompletableFuture<HookReply>> waiting = new ConcurrentHashMap<>();
    private final Thread thread;

    private AskingService() {
        var servers = TestInfrastructure.shared().bootstrapServers();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "linger.ms", "0"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var replies =
                consumer.partitionsFor(Topics.BEFORE_REPLIES).stream()
                        .map(it -> new TopicPartition(it.topic(), it.partition()))
                        .toList();
        consumer.assign(replies);
        consumer.seekToEnd(replies);
        replies.forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("asking-service").start(this::listen);
    }

    static AskingService start() {
        return new AskingService();
    }

    HookReply ask(String hook, JsonNode event) {
        return await(send(hook, event, Duration.ofSeconds(10)));
    }

    /** Asks several hooks with one event in one message. */
    HookReply askAll(List<String> hooks, JsonNode event, Duration patience) {
        return await(sendQuestions(questions(hooks, event), patience));
    }

    JsonNode questions(List<String> hooks, JsonNode event) {
        var body = JSON.createObjectNode();
        var questions = body.putArray("questions");
        hooks.forEach(hook -> questions.addObject().put("hook", hook).set("event", event));
        return body;
    }

    CompletableFuture<HookReply> sendQuestions(JsonNode body, Duration patience) {
        return send(MessageTypes.HOOK_QUESTIONS, Topics.before(HookDomain.CONTENT), body, patience);
    }

    /** Sends a request and does not wait for its reply. */
    CompletableFuture<HookReply> send(String hook, JsonNode event, Duration patience) {
        return send(hook, topicOf(hook), event, patience);
    }

    CompletableFuture<HookReply> send(
            String hook, String topic, JsonNode event, Duration patience) {
        var id = UUID.randomUUID().toString();
        var reply = new CompletableFuture<HookReply>();
        waiting.put(id, reply);
        var headers =
                RecordHeaderText.of(
                        Map.of(
                                CloudEventHeaders.ID, id,
                                CloudEventHeaders.TYPE, hook,
                                CloudEventHeaders.CORRELATION_ID, id,
                                CloudEventHeaders.AUTH_CLAIMS, ACTOR,
                                CloudEventHeaders.EXPIRY_TIME,
                                        Instant.now().plus(patience).toString(),
                                CloudEventHeaders.DIRECTORY_REVISION, "0"));
        producer.send(new ProducerRecord<>(topic, null, id, bytes(event), headers));
        return reply;
    }

    static HookReply await(CompletableFuture<HookReply> reply) {
        return reply.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    private static String topicOf(String hook) {
        return Topics.carrying(HookCatalogue.get(hook)).orElseThrow();
    }

    private void listen() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
            }
        } catch (WakeupException e) {
            // The test is over.
        }
    }

    private void take(ConsumerRecord<String, byte[]> reply) {
        var id = RecordHeaderText.find(reply.headers(), CloudEventHeaders.CORRELATION_ID);
        var expected = id == null ? null : waiting.remove(id);
        if (expected == null) {
            return;
        }
        try {
            expected.complete(JSON.readValue(reply.value(), HookReply.class));
        } catch (IOException e) {
            expected.completeExceptionally(new UncheckedIOException(e));
        }
    }

    private static byte[] bytes(JsonNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
