package dev.hookline.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void listensOnItsOwnPortAndAdvertisesThatOfTheProxy() {
        var listener = FurtherListener.parse("CONTENT_1:9001:9002");

        var properties =
                new BrokerSettings(Path.of("broker"), 9000, 9100, List.of(listener)).properties();

        assertThat(properties.get("listeners")).contains("CONTENT_1://127.0.0.1:9001");
        assertThat(properties.get("advertised.listeners"))
                .isEqualTo("CLIENTS://127.0.0.1:9000,CONTENT_1://127.0.0.1:9002");
        assertThat(properties.get("listener.security.protocol.map"))
                .contains("CONTENT_1:PLAINTEXT");
    }
}
