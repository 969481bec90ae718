package dev.hookline.plugins.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookAnswer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImagePolicyTest {

    private static final int TEN_MEBIBYTES = 10_485_760;
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochMilli(1_795_255_200_123L), ZoneOffset.UTC);

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            ImagePolicy.plugin(CLOCK).start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void putsTheTimeBeforeTheNameOfAnImage() {
        var answer = upload("image/png", 1).value();

        assertThat(answer)
                .hasToString(
                        "{\"name\":\"1795255200123-a b.png\",\"type\":\"image/png\",\"size\":1}");
    }

    @Test
    void takesExactlyTenMebibytesAndNotAByteMore() {
        assertThat(upload("image/jpeg", TEN_MEBIBYTES).status()).isEqualTo(200);

        var refused = upload("image/jpeg", TEN_MEBIBYTES + 1);
        assertThat(refused.isRejection()).isTrue();
        assertThat(refused.reason()).isEqualTo("Max 10MB");
    }

    @Test
    void takesImagesAlone() {
        assertThat(upload("application/pdf", 1).reason()).isEqualTo("Only images allowed");
        assertThat(upload("application/image/png", 1).isRejection()).isTrue();
    }

    private HookAnswer upload(String type, int size) {
        var file = new java.util.LinkedHashMap<String, Object>();
        file.put("name", "a b.png");
        file.put("type", type);
        file.put("size", size);
        return caller.call("media:beforeUpload", Map.of("file", file));
    }
}
