package dev.hookline.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks our signatures with a verifier that we did not write. */
class SigningSecretTest {

    private static final String BODY = "{\"event\":{\"title\":\"Grüße\"}}";

    private final SigningSecret secret = SigningSecret.random();

    @Test
    void signsSoThatAnIndependentVerifierAccepts() {
        var headers = signed(secret, BODY);

        assertThatCode(() -> new Webhook(secret.text()).verify(BODY, headers))
                .doesNotThrowAnyException();
    }

    @Test
    void isRefusedForAnotherBody() {
        var headers = signed(secret, BODY);

        assertThatThrownBy(() -> new Webhook(secret.text()).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isRefusedUnderAnotherSecret() {
        var headers = signed(secret, BODY);

        assertThatThrownBy(() -> new Webhook(SigningSecret.random().text()).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void doesNotShowItselfInLogs() {
        assertThat(secret.toString()).doesNotContain(secret.text());
        assertThat(PluginToken.random().toString()).doesNotContain("hookline_");
    }

    private static HttpHeaders signed(SigningSecret secret, String body) {
        long now = Instant.now().getEpochSecond();
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg-1"),
                        "webhook-timestamp", List.of(String.valueOf(now)),
                        "webhook-signature",
                                List.of(
                                        secret.sign(
                                                "msg-1",
                                                now,
                                                body.getBytes(StandardCharsets.UTF_8)))),
                (name, value) -> true);
    }
}
