package dev.hookline.content.page.serve;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.page.site.PagesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** Signs and checks links to drafts: the entry and the end, authenticated with HMAC-SHA-256. */
@ApplicationScoped
class PreviewLinks {

    private static final Logger LOG = Logger.getLogger(PreviewLinks.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_LENGTH = 32;
    private static final int PARTS = 3;

    /** A link, until when it works. */
    record Link(String token, Instant expiresAt) {}

    private final SecretKeySpec key;
    private final PagesConfig.Preview config;
    private final Clock clock;

    PreviewLinks(PagesConfig config, Clock clock) {
        this.config = config.preview();
        this.clock = clock;
        this.key = new SecretKeySpec(keyOf(this.config), ALGORITHM);
    }

    Link sign(EntryKey entry) {
        var end = clock.instant().plus(config.lifetime());
        var text = entry.collection() + " " + entry.id() + " " + end.getEpochSecond();
        return new Link(
                encoded(text.getBytes(StandardCharsets.UTF_8)) + "." + encoded(mac(text)), end);
    }

    /** The entry of a link that is genuine and still works. */
    Optional<EntryKey> check(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            var text = new String(decoded(parts[0]), StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(mac(text), decoded(parts[1]))) {
                return Optional.empty();
            }
            var values = text.split(" ", -1);
            var expired =
                    values.length != PARTS
                            || !Instant.ofEpochSecond(Long.parseLong(values[2]))
                                    .isAfter(clock.instant());
            return expired ? Optional.empty() : Optional.of(new EntryKey(values[0], values[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] keyOf(PagesConfig.Preview config) {
        if (config.key().isEmpty()) {
            LOG.info("links to drafts are signed with a key of this process");
            var key = new byte[KEY_LENGTH];
            new SecureRandom().nextBytes(key);
            return key;
        }
        var key = Base64.getDecoder().decode(config.key().get());
        if (key.length < KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "hookline.pages.preview.key must have at least %d bytes: %d"
                            .formatted(KEY_LENGTH, key.length));
        }
        return key;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
