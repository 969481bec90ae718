package dev.hookline.gateway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredManifestsTest {

    private static final Manifest GUARD =
            new Manifest(
                    "guard",
                    "1.0.0",
                    "Guard",
                    URI.create("http://guard.example"),
                    Set.of(Capability.CONTENT_READ),
                    List.of(
                            new HookSubscription(
                                    "content:beforeSave",
                                    1,
                                    1000,
                                    List.of(),
                                    ErrorPolicy.ABORT,
                                    false,
                                    Map.of())),
                    Delivery.KAFKA,
                    1,
                    Set.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    @Test
    void readsWhatANewerGatewayStored() {
        var stored = (ObjectNode) StoredManifests.write(GUARD);
        ((ArrayNode) stored.get("capabilities")).add("OF_A_NEWER_RELEASE");
        stored.put("delivery", "of-a-newer-release").put("ofANewerRelease", 1);
        ((ObjectNode) stored.at("/hooks/0")).put("errorPolicy", "of-a-newer-release");

        assertThat(StoredManifests.read(stored)).isEqualTo(GUARD);
    }
}
