package dev.hookline.gateway.registry;

import static dev.hookline.gateway.registry.GatewayApi.install;
import static dev.hookline.gateway.registry.GatewayApi.installOnly;
import static dev.hookline.gateway.registry.GatewayApi.remove;
import static dev.hookline.gateway.registry.GatewayApi.show;
import static dev.hookline.gateway.registry.GatewayApi.transitions;
import static dev.hookline.gateway.registry.GatewayApi.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StoredPluginsQuarkusTest {

    private static final String ID = "guard";

    @Inject DataSource database;
    @Inject Rosters rosters;
    @Inject ObjectMapper json;
    @Inject SchemaValidator schemas;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    private final PluginFixture plugin =
            PluginFixture.start(ID).hook("content:beforeSave", PluginBehaviour.keep());

    @AfterEach
    void removePlugins() {
        await().untilAsserted(GatewayApi::removeAll);
        plugin.close();
    }

    @Test
    void keepsAPluginWhoseManifestTodaysRulesWouldRefuse() throws Exception {
        install(plugin.manifest()).statusCode(201);
        // As if the rules had become stricter since.
        execute("UPDATE plugin SET manifest = '{\"id\": \"Not An Id\"}'");

        var roster = rosters.reload();

        assertThat(roster.pipeline("content:beforeSave"))
                .extracting(Handler::pluginId)
                .containsExactly(ID);
    }

    @Test
    void refusesWhatAnotherPluginOwns() {
        install(plugin.manifest("events", List.of(Map.of("name", "ban-user"))).manifest())
                .statusCode(201);
        try (var other = PluginFixture.start("other")) {
            other.manifest("events", List.of(Map.of("name", "ban-user")))
                    .manifest("permissions", List.of(Map.of("name", "x", "abbr", "vt")));
            install(other.manifest())
                    .statusCode(409)
                    .body("errors.field", contains("events[0].name", "permissions[0].abbr"))
                    .body("errors[0].message", equalTo("ban-user belongs to plugin guard"))
                    .body("errors[1].message", equalTo("vt belongs to the platform"));
        }
        show("other").statusCode(404);
        upgrade(ID, plugin.manifest()).statusCode(200);
    }

    @Test
    void takesAnAbandonedInstallationBackAsAWhole() throws Exception {
        installOnly(plugin.manifest()).statusCode(201);

        abandon("install");

        await().untilAsserted(() -> show(ID).statusCode(404));
        transitions(ID).body("items[0].outcome", equalTo("abandoned"));
        install(plugin.manifest()).statusCode(201);
    }

    @Test
    void endsAnAbandonedTransitionInTheStateInWhichThePluginIs() throws Exception {
        install(plugin.manifest()).statusCode(201);

        abandon("deactivate");

        await().untilAsserted(() -> show(ID).body("transition", nullValue()));
        show(ID).body("status", equalTo("active"))
                .body("lastFailure.transition", equalTo("deactivate"));
    }

    @Test
    void announcesTransitionsToOperators() throws Exception {
        try (var events = events()) {
            install(plugin.manifest()).statusCode(201);
            remove(ID, true).statusCode(204);

            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().until(() -> {
                for (var message : events.poll(Duration.ofMillis(100))) {
                    if (ID.equals(message.key()) && isTransition(message)) {
                        found.add(message);
                    }
                }
                return found.size() >= 2;
            });
            var uninstalled = json.readTree(found.get(1).value());
            assertThat(
                            schemas.validate(
                                    SchemaUris.of(MessageTypes.PLUGIN_TRANSITION, "event"),
                                    uninstalled))
                    .isEmpty();
            assertThat(uninstalled.path("transition").asText()).isEqualTo("uninstall");
            assertThat(uninstalled.path("from").asText()).isEqualTo("active");
            assertThat(uninstalled.path("actor").path("id").asText()).isNotEmpty();
        }
    }

    private static boolean isTransition(ConsumerRecord<String, byte[]> message) {
        var type = message.headers().lastHeader("ce_type");
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8)
                        .equals(MessageTypes.PLUGIN_TRANSITION);
    }

    private KafkaConsumer<String, byte[]> events() {
        var consumer =
                new KafkaConsumer<>(
                        new HashMap<>(broker),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(Topics.EVENTS).stream()
                        .map(partition ->
                                new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** Leaves a plugin as a gateway leaves it that was killed in the middle of a transition. */
    private void abandon(String transition) throws SQLException {
        execute(
                "UPDATE plugin SET transition = '"
                        + transition
                        + "', transition_id = gen_random_uuid(), transition_started_at = now() -"
                        + " interval '1 minute', transition_until = now()");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.executeUpdate(statement);
        }
    }
}
