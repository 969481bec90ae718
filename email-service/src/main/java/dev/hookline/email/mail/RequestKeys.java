package dev.hookline.email.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.email.queue.NewMail.RequestKey;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads idempotency keys. */
final class RequestKeys {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private RequestKeys() {}

    /** The key of a request; null when it has none. */
    static @Nullable RequestKey of(@Nullable String key, String source, ObjectNode message) {
        if (key == null) {
            return null;
        }
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(
                            new Fault(
                                    "Idempotency-Key",
                                    "must be 1 to 255 visible ASCII characters")));
        }
        return new RequestKey(key, hash(source + '\n' + message));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
