package dev.hookline.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers creating requests, each idempotency key once.
 *
 * <pre>
 *   no key ─────────────────────────────► create ─► answer
 *   key: claim ──Free──► create and complete in one transaction ─► answer
 *          │                    └─failed─► release the key, fail
 *          ├─Answered─► the same answer again
 *          ├─InUse────► 409
 *          └─Reused───► 422
 * </pre>
 */
@ApplicationScoped
public class CreateOnce {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final KeyTable keys;
    private final ObjectMapper json;
    private final Clock clock;

    CreateOnce(KeyTable keys, ObjectMapper json, Clock clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs a creation unless its key says that it has been run.
     *
     * @param key the header {@code Idempotency-Key}, null when there is none
     * @param path what is posted to
     * @param body what is posted; the same key with another body is refused
     * @param creation creates, and tells the completion before its transaction commits
     */
    public Response answer(
            @Nullable String key,
            Actor actor,
            String path,
            Object body,
            Function<Completion, Created> creation) {
        if (key == null) {
            return answerOf(creation.apply(Completion.UNNOTICED)).toResponse();
        }
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(
                            new Fault(
                                    "Idempotency-Key",
                                    "must be 1 to 255 visible ASCII characters")));
        }
        var holder = new KeyHolder(actor.id(), key, UUID.randomUUID());
        var hash = hash(path, body);
        var state =
                QuarkusTransaction.requiringNew()
                        .call(() -> keys.claim(holder, hash, clock.instant()));
        return switch (state) {
            case KeyState.Free free -> create(free.holder(), creation).toResponse();
            case KeyState.Answered answered -> answered.answer().toResponse();
            case KeyState.InUse inUse -> throw inUse();
            case KeyState.Reused reused ->
                    throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED).asException();
        };
    }

    private Answer create(KeyHolder holder, Function<Completion, Created> creation) {
        try {
            return answerOf(creation.apply(created -> complete(holder, created)));
        } catch (RuntimeException e) {
            release(holder, e);
            throw e;
        }
    }

    private void release(KeyHolder holder, RuntimeException failure) {
        try {
            QuarkusTransaction.requiringNew().run(() -> keys.release(holder));
        } catch (RuntimeException e) {
            // The key frees itself after a while; the client must learn the first failure.
            failure.addSuppressed(e);
        }
    }

    private void complete(KeyHolder holder, Created created) {
        if (!keys.complete(holder, answerOf(created))) {
            // Somebody took us for dead and creates in our place.
            throw inUse();
        }
    }

    private Answer answerOf(Created created) {
        try {
            return Answer.of(created, json.writeValueAsString(created.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view is always JSON", e);
        }
    }

    private String hash(String path, Object body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(body)));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a request body is always JSON", e);
        }
    }

    private static ProblemException inUse() {
        return Problem.of(ProblemType.IDEMPOTENCY_KEY_IN_USE).asException();
    }
}
