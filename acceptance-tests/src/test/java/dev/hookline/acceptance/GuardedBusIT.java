package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.schemas.bus.BusRight;
import dev.hookline.schemas.bus.BusRights;
import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.SmtpServer;
import dev.hookline.testsupport.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform with exactly the rights that it is given on a broker with an authorizer. */
class GuardedBusIT {

    private static final String READER = "reader";
    private static final String SAVE = "content:beforeSave";
    private static final String SAVED = "content:afterSave";

    @TempDir static Path directory;

    private static GuardedBus bus;
    private static SmtpServer smtp;
    private static ProcessUnderTest gateway;
    private static ProcessUnderTest content;
    private static ProcessUnderTest media;
    private static ProcessUnderTest email;

    @BeforeAll
    static void startThePlatform() throws SQLException {
        bus = GuardedBus.start(directory.resolve("broker"), READER);
        smtp = new SmtpServer();
        content = prepared("content", Platform.contentConfiguration());
        media = prepared("media", Platform.mediaConfiguration(directory.resolve("media")));
        email = prepared("email", Platform.emailConfiguration(smtp));
        gateway = prepared("plugin-gateway", Platform.gatewayConfiguration(content.url()));
        // The others are ready when the gateway has announced the plugin directory.
        List.of(gateway, content, media, email).forEach(ProcessUnderTest::restart);
    }

    @AfterAll
    static void stopThePlatform() throws Exception {
        for (var part : new AutoCloseable[] {content, media, email, gateway, smtp, bus}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void worksFromEndToEnd() throws Exception {
        var editor = new Editor(content.url());
        try (var operator = new Operator(gateway.url());
                var plugin = PluginFixture.start("guard")) {
            plugin.hook(
                    SAVE,
                    editor.matchingMe(Map.of()),
                    PluginBehaviour.valueOf(call -> Map.of("title", "seen by the guard")));
            plugin.hook(SAVED, editor.matchingMe(Map.of()), PluginBehaviour.keep());
            operator.install(plugin);

            Operator.awaitEffect(() ->
                    editor.create(Map.of("title", "x"))
                            .then()
                            .statusCode(201)
                            .body("data.title", equalTo("seen by the guard")));
            plugin.awaitCalls(SAVED, 1);
        }
        new MailClient(email.url())
                .sendAndWait(MailClient.to("ann@example.org"))
                .body("status", equalTo("sent"));
        try (var uploader = new Uploader(media.url())) {
            assertThat(
                            uploader.upload(
                                            "note.txt",
                                            "text/plain",
                                            "A note.".getBytes(StandardCharsets.UTF_8))
                                    .status())
                    .isEqualTo(201);
        }
        assertThat(eventsReadBy(READER)).isPositive();
    }

    /** Everything that a principal must not do, and only that: what it may do was done above. */
    @ParameterizedTest
    @MethodSource("principals")
    void refusesWhatNobodyGranted(String principal, List<BusRight> rights) {
        try (var producer = producer(principal);
                var consumer = consumer(principal, null)) {
            for (var topic : Topics.all().stream().map(Topic::name).toList()) {
                if (!isGranted(rights, topic, BusRight.Operation.WRITE)) {
                    assertThatThrownBy(() ->
                                    producer.send(new ProducerRecord<>(topic, new byte[] {1}))
                                            .get())
                            .as("%s writes to %s", principal, topic)
                            .hasRootCauseInstanceOf(AuthorizationException.class);
                }
                consumer.assign(List.of(new TopicPartition(topic, 0)));
                consumer.seekToBeginning(consumer.assignment());
                if (isGranted(rights, topic, BusRight.Operation.READ)) {
                    assertThatCode(() -> consumer.poll(Duration.ofMillis(200)))
                            .as("%s reads %s", principal, topic)
                            .doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(5)))
                            .as("%s reads %s", principal, topic)
                            .isInstanceOf(AuthorizationException.class);
                }
            }
        }
        for (var group : List.of("hookline.plugin.guard", "hookline-gateway", "plugin-other.x")) {
            if (rights.stream().noneMatch(right -> isGroup(right, group))) {
                try (var consumer = consumer(principal, group)) {
                    consumer.subscribe(List.of(Topics.after(HookDomain.CONTENT)));
                    assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(5)))
                            .as("%s joins %s", principal, group)
                            .isInstanceOf(AuthorizationException.class);
                }
            }
        }
    }

    static Stream<Arguments> principals() {
        var all = new HashMap<>(BusRights.services());
        all.put(BusRights.principalOf(READER), BusRights.ofPlugin(READER));
        return all.entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    private static boolean isGranted(
            List<BusRight> rights, String topic, BusRight.Operation operation) {
        return rights.stream()
                .anyMatch(right ->
                        right.resource() == BusRight.Resource.TOPIC
                                && right.name().equals(topic)
                                && right.operations().contains(operation));
    }

    private static boolean isGroup(BusRight right, String group) {
        return right.resource() == BusRight.Resource.GROUP
                && (right.prefixed() ? group.startsWith(right.name()) : group.equals(right.name()));
    }

    private static int eventsReadBy(String plugin) {
        try (var consumer =
                consumer(BusRights.principalOf(plugin), BusRights.groupsOf(plugin) + "events")) {
            consumer.subscribe(List.of(Topics.after(HookDomain.CONTENT)));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> consumer.poll(Duration.ofMillis(200)).count(), count -> count > 0);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String principal) {
        return new KafkaProducer<>(
                new HashMap<>(bus.login(principal)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            String principal, @Nullable String group) {
        var settings = new HashMap<String, Object>(bus.login(principal));
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", group != null);
        if (group != null) {
            settings.put("group.id", group);
        }
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** On a database of its own, since its events must not go to another broker. */
    private static ProcessUnderTest prepared(String name, Map<String, String> configuration)
            throws SQLException {
        var module = name.equals("plugin-gateway") ? name : name + "-service";
        var role = name.equals("plugin-gateway") ? "gateway" : name;
        var own = new HashMap<>(configuration);
        own.computeIfPresent(
                "quarkus.datasource.jdbc.url",
                (key, url) -> url.replace("/" + role, "/" + freshDatabase(role)));
        bus.login(module).forEach((key, value) -> own.put("kafka." + key, value));
        if (role.equals("gateway")) {
            own.put("hookline.gateway.services.media.url", media.url().toString());
            own.put("hookline.gateway.services.email.url", email.url().toString());
        }
        return ProcessUnderTest.prepare(module, own);
    }

    private static String freshDatabase(String role) {
        var database = role + "_guarded_bus";
        var login = TestInfrastructure.shared().superuser();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + database + " OWNER " + role);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
