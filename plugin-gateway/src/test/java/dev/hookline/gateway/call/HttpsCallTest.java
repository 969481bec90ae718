package dev.hookline.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.memory.HeldMemory;
import dev.hookline.gateway.memory.Memory;
import dev.hookline.gateway.secret.SigningSecret;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpsCallTest {

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (var plugin = HttpsPlugin.start(folder, "ip:127.0.0.1")) {
            assertThat(call(plugin, CallerLimits.USUAL))
                    .isInstanceOfSatisfying(
                            CallOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).contains("cannot connect"));
        }
    }

    @Test
    void acceptsACertificateThatTheOperatorTrusts() throws Exception {
        try (var plugin = HttpsPlugin.start(folder, "ip:127.0.0.1")) {
            assertThat(call(plugin, CallerLimits.trusting(plugin.certificate())))
                    .isInstanceOf(CallOutcome.Kept.class);
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        try (var plugin = HttpsPlugin.start(folder, "dns:plugin.example")) {
            assertThat(call(plugin, CallerLimits.trusting(plugin.certificate())))
                    .isInstanceOf(CallOutcome.Failed.class);
        }
    }

    @Test
    void doesNotStartWithCertificatesThatCannotBeRead() throws Exception {
        var empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> TrustedAuthorities.publicOnesAnd(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("empty.pem");
    }

    private CallOutcome call(HttpsPlugin plugin, CallerLimits limits) {
        var caller =
                new PluginCaller(
                        vertx,
                        limits,
                        new AnswerReader(new ObjectMapper()),
                        Memory.plenty(),
                        Clock.systemUTC());
        try {
            return caller.call(
                    new PluginCall(
                            plugin.url().resolve("/hook/content:beforeSave"),
                            "message-1",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            Duration.ofSeconds(10),
                            List.of(SigningSecret.random()),
                            null),
                    new HeldMemory());
        } finally {
            caller.close();
        }
    }
}
