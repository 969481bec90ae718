package dev.hookline.content.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import dev.hookline.testsupport.TestInfrastructure;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
import org.awaitility.Awaitility;

/**
 * Plays the plugin gateway on the real broker: announces plugins, and answers hook requests as a
 * test says.
 */
public final class GatewayDouble implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong REVISION = new AtomicLong(System.currentTimeMillis());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Function<Question, HookReply>> behaviours = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final List<String> plugins = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private GatewayDouble() {
        Map<String, Object> broker =
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers());
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        var requests = Topics.before(HookDomain.CONTENT);
        consumer.assign(
                consumer.partitionsFor(requests).stream()
                        .map(partition -> new TopicPartition(requests, partition.partition()))
                        .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("gateway-double").start(this::run);
    }

    /** Starts listening; requests sent from now on are answered. */
    public static GatewayDouble start() {
        return new GatewayDouble();
    }

    /** Announces a plugin that takes a hook for one collection, and waits until it is known. */
    public GatewayDouble plugin(String id, String hook, String collection, Duration timeout) {
        var subscription =
                new HookSubscription(
                        hook,
                        HookSubscription.DEFAULT_PRIORITY,
                        timeout.toMillis(),
                        List.of(),
                        ErrorPolicy.ABORT,
                        false,
                        Map.of("collection", List.of(collection)));
        plugins.add(id);
        announce(
                id,
                new DirectoryEntry(
                        id,
                        "1.0.0",
                        true,
                        false,
                        Delivery.HTTP,
                        REVISION.incrementAndGet(),
                        List.of(subscription)));
        return this;
    }

    public GatewayDouble plugin(String id, String hook, String collection) {
        return plugin(id, hook, collection, HookSubscription.DEFAULT_TIMEOUT);
    }

    /** Says how a hook is answered; a null reply leaves the question open. */
    public GatewayDouble answer(String hook, Function<Question, HookReply> behaviour) {
        behaviours.put(hook, behaviour);
        return this;
    }

    /** The next question, in the order of their arrival. */
    public Question nextQuestion() {
        try {
            var question = questions.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (question == null) {
                throw new AssertionError("no hook was asked");
            }
            return question;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many questions have arrived that {@link #nextQuestion} has not given out. */
    public int unreadQuestions() {
        return questions.size();
    }

    /** Answers a question that was left open. */
    public void reply(Question question, HookReply reply) {
        var correlationId = question.headers().get(CloudEventHeaders.CORRELATION_ID);
        var answer = new ProducerRecord<>(Topics.BEFORE_REPLIES, correlationId, bytes(reply));
        answer.headers()
                .add(
                        CloudEventHeaders.CORRELATION_ID,
                        correlationId.getBytes(StandardCharsets.UTF_8));
        producer.send(answer);
        producer.flush();
    }

    public static HookReply completed(JsonNode value) {
        return new HookReply(HookReply.Outcome.COMPLETED, value, null, null, List.of());
    }

    public static HookReply decided(HookReply.Outcome outcome, String pluginId, String detail) {
        return new HookReply(outcome, null, pluginId, detail, List.of());
    }

    @Override
    public void close() {
        plugins.forEach(id ->
                announce(
                        id,
                        new DirectoryEntry(
                                id,
                                "1.0.0",
                                false,
                                false,
                                Delivery.HTTP,
                                REVISION.incrementAndGet(),
                                List.of())));
        consumer.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void announce(String id, DirectoryEntry entry) {
        try {
            producer.send(new ProducerRecord<>(Topics.PLUGINS, id, bytes(entry))).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        var directory = Arc.container().select(PluginDirectory.class).get();
        Awaitility.await("the service to know " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> directory.revision() >= entry.revision());
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
            }
        } catch (WakeupException e) {
            // The test is over.
        }
    }

    private void take(ConsumerRecord<String, byte[]> request) {
        var headers = new HashMap<String, String>();
        request.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            var question =
                    new Question(
                            headers.get(CloudEventHeaders.SUBJECT),
                            JSON.readTree(request.value()),
                            headers);
            questions.add(question);
            var behaviour = behaviours.get(question.hook());
            var reply = behaviour == null ? null : behaviour.apply(question);
            if (reply != null) {
                reply(question, reply);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
