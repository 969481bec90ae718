package dev.hookline.sdk.credentials;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a call comes from the gateway, by its Standard Webhooks signature.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
public sealed interface SignatureCheck {

    /** What a signature says. */
    enum Outcome {
        GENUINE,
        /** Not signed with one of our secrets, now and over exactly these bytes. */
        FORGED,
        /** There are no secrets to check it with, yet or for the moment. */
        UNDECIDED
    }

    /** Checks a call. */
    Outcome of(Map<String, List<String>> headers, byte[] body);

    /** Verifies with the credentials of a file, and refuses every call while there are none. */
    static SignatureCheck against(CredentialsFile credentials) {
        return new Required(credentials);
    }

    /** Verifies nothing: for development without a gateway that signs. */
    static SignatureCheck none() {
        return new None();
    }

    /** See {@link #none}. */
    record None() implements SignatureCheck {
        @Override
        public Outcome of(Map<String, List<String>> headers, byte[] body) {
            return Outcome.GENUINE;
        }
    }

    /** See {@link #against}. */
    final class Required implements SignatureCheck {

        private final CredentialsFile file;

        private Required(CredentialsFile file) {
            this.file = file;
        }

        @Override
        public Outcome of(Map<String, List<String>> headers, byte[] body) {
            var credentials = file.read();
            if (credentials.isEmpty()) {
                return Outcome.UNDECIDED;
            }
            var text = new String(body, StandardCharsets.UTF_8);
            var isGenuine =
                    credentials.get().signingSecrets().stream()
                            .map(Required::webhook)
                            .flatMap(Optional::stream)
                            .anyMatch(webhook -> verifies(webhook, headers, text));
            return isGenuine ? Outcome.GENUINE : Outcome.FORGED;
        }

        private static Optional<Webhook> webhook(String secret) {
            try {
                return Optional.of(new Webhook(secret));
            } catch (EmptyWebhookSecretException | IllegalArgumentException unusable) {
                return Optional.empty();
            }
        }

        private static boolean verifies(
                Webhook webhook, Map<String, List<String>> headers, String body) {
            try {
                webhook.verify(body, headers);
                return true;
            } catch (WebhookVerificationException refused) {
                return false;
            }
        }
    }
}
