package dev.hookline.gateway.tracking;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An {@code Idempotency-Key} with what it was sent for.
 *
 * @param principal whose key it is: keys of different publishers never meet
 * @param requestHash SHA-256 of the request body
 */
record RequestKey(String principal, String key, byte[] requestHash) {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    static RequestKey of(Publisher publisher, String key, byte[] body) {
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(
                            new Fault(
                                    "Idempotency-Key",
                                    "must be 1 to 255 visible ASCII characters")));
        }
        try {
            return new RequestKey(
                    publisher.actor().id(), key, MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
