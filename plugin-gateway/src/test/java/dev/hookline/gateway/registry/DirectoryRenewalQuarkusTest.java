package dev.hookline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class DirectoryRenewalQuarkusTest {

    private static final String ID = "renewed";

    @Inject DirectoryRenewal renewal;
    @Inject PluginInstaller installer;
    @Inject PluginRemover remover;
    @Inject ObjectMapper json;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Test
    void announcesEveryPluginAnewUnderALaterRevision() {
        try (var plugin =
                        PluginFixture.start(ID).hook("content:beforeSave", PluginBehaviour.keep());
                var directory = directory()) {
            installer.install(
                    InstallationRequest.of(json.valueToTree(plugin.manifest())), false, true, null);
            var found = new ArrayList<DirectoryEntry>();
            awaitEntries(directory, found, 1);

            renewal.renew(new StartupEvent());

            awaitEntries(directory, found, 2);
            assertThat(found.get(1).revision()).isGreaterThan(found.get(0).revision());
            assertThat(found.get(1).subscriptions()).isEqualTo(found.get(0).subscriptions());
        } finally {
            remover.remove(ID, true, null);
        }
    }

    private void awaitEntries(
            Consumer<String, byte[]> directory, List<DirectoryEntry> found, int count) {
        await().until(() -> {
            for (var entry : directory.poll(Duration.ofMillis(100))) {
                if (ID.equals(entry.key()) && entry.value() != null) {
                    found.add(read(entry.value()));
                }
            }
            return found.size() >= count;
        });
    }

    private DirectoryEntry read(byte[] value) {
        try {
            return json.readValue(value, DirectoryEntry.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Consumer<String, byte[]> directory() {
        var consumer =
                new KafkaConsumer<>(
                        new HashMap<>(broker),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partition = new TopicPartition(Topics.PLUGINS, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        return consumer;
    }
}
