package dev.hookline.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
import org.jspecify.annotations.Nullable;

/**
 * Plays the plugin gateway towards one service on the real broker: announces plugins, and answers
 * hook requests as a test says. It is of a newer release: its records have members that the service
 * does not know.
 */
public class StandInGateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong REVISION = new AtomicLong(System.currentTimeMillis());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Function<Question, @Nullable HookReply>> behaviours =
            new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final List<String> plugins = new CopyOnWriteArrayList<>();
    private final LongSupplier knownRevision;
    private final Thread thread;

    /**
     * Starts listening; requests sent from now on are answered.
     *
     * @param knownRevision the directory revision that the service under test has seen
     */
    public StandInGateway(HookDomain domain, LongSupplier knownRevision) {
        this.knownRevision = knownRevision;
        Map<String, Object> broker =
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers());
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        var requests = Topics.before(domain);
        consumer.assign(
                consumer.partitionsFor(requests).stream()
                        .map(partition -> new TopicPartition(requests, partition.partition()))
                        .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("stand-in-gateway").start(this::run);
    }

    /** Announces an active plugin, and waits until it is known. */
    public StandInGateway plugin(String id, HookSubscription... hooks) {
        return announced(id, List.of(hooks), List.of());
    }

    /** Announces an active plugin that is selected for an exclusive hook. */
    public StandInGateway provider(String id, HookSubscription hook) {
        return announced(id, List.of(hook), List.of(hook.hook()));
    }

    /** Takes a plugin out of service, and waits until that is known. */
    public StandInGateway deactivate(String id) {
        announce(id, entry(id, false, List.of(), List.of()));
        plugins.remove(id);
        return this;
    }

    /** A subscription with the default options. */
    public static HookSubscription hook(
            String name, Duration timeout, Map<String, List<String>> match) {
        return new HookSubscription(
                name,
                HookSubscription.DEFAULT_PRIORITY,
                timeout.toMillis(),
                List.of(),
                ErrorPolicy.ABORT,
                HookCatalogue.get(name).mode() == HookMode.EXCLUSIVE,
                match);
    }

    public static HookSubscription hook(String name) {
        return hook(name, HookSubscription.DEFAULT_TIMEOUT, Map.of());
    }

    private StandInGateway announced(
            String id, List<HookSubscription> hooks, List<String> selectedFor) {
        plugins.add(id);
        announce(id, entry(id, true, hooks, selectedFor));
        return this;
    }

    private static DirectoryEntry entry(
            String id, boolean active, List<HookSubscription> hooks, List<String> selectedFor) {
        return new DirectoryEntry(
                id,
                "1.0.0",
                active,
                false,
                Delivery.HTTP,
                REVISION.incrementAndGet(),
                hooks,
                selectedFor);
    }

    /** Says how a hook is answered; a null reply leaves the question open. */
    public StandInGateway answer(String hook, Function<Question, @Nullable HookReply> behaviour) {
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
        var correlationId =
                Objects.requireNonNull(question.headers().get(CloudEventHeaders.CORRELATION_ID));
        var answer = new ProducerRecord<>(Topics.BEFORE_REPLIES, correlationId, bytes(reply));
        answer.headers()
                .add(
                        CloudEventHeaders.CORRELATION_ID,
                        correlationId.getBytes(StandardCharsets.UTF_8));
        producer.send(answer);
        producer.flush();
    }

    public static HookReply completed(@Nullable JsonNode value) {
        return new HookReply(HookReply.Outcome.COMPLETED, value, null, null, List.of());
    }

    public static HookReply decided(
            HookReply.Outcome outcome, @Nullable String pluginId, @Nullable String detail) {
        return new HookReply(outcome, null, pluginId, detail, List.of());
    }

    @Override
    public void close() {
        plugins.forEach(id -> announce(id, entry(id, false, List.of(), List.of())));
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
        Awaitility.await("the service to know " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> knownRevision.getAsLong() >= entry.revision());
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
                            Objects.requireNonNull(headers.get(CloudEventHeaders.SUBJECT)),
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

    private static byte[] bytes(Record value) {
        ObjectNode tree = JSON.valueToTree(value);
        for (var parts : List.of(tree.path("subscriptions"), tree.path("trace"))) {
            parts.forEach(part -> ((ObjectNode) part).put("ofANewerRelease", 1));
        }
        tree.putObject("ofANewerRelease").put("more", 1);
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
