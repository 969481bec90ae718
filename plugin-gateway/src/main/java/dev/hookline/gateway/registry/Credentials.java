package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.secret.PluginToken;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin and the platform know each other by. The operator may bring either along, so that
 * the plugin holds it before it is called for the first time; what he does not bring is made here.
 *
 * @param tokenShown the token if it was made here, since then nobody else knows it
 * @param signingSecretShown likewise
 */
record Credentials(
        PluginToken token,
        SigningSecret signingSecret,
        @Nullable String tokenShown,
        @Nullable String signingSecretShown) {

    private static final String SECRET_RULE =
            "must be whsec_ and the Base64 of 32 to 64 random bytes";
    private static final String TOKEN_RULE =
            "must be hookline_ and 43 to 120 random letters, digits, dashes and underscores";

    /**
     * Reads the credentials of an installation.
     *
     * @throws ProblemException 422 {@code validation-failed}, which never repeats what was given
     */
    static Credentials of(@Nullable JsonNode signingSecret, @Nullable JsonNode token) {
        var faults = new ArrayList<Fault>();
        var givenSecret =
                given("signingSecret", signingSecret, SigningSecret::given, SECRET_RULE, faults);
        var givenToken = given("token", token, PluginToken::given, TOKEN_RULE, faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, faults);
        }
        var madeSecret = SigningSecret.random();
        var madeToken = PluginToken.random();
        return new Credentials(
                givenToken.orElse(madeToken),
                givenSecret.orElse(madeSecret),
                givenToken.isPresent() ? null : madeToken.text(),
                givenSecret.isPresent() ? null : madeSecret.text());
    }

    private static <T> Optional<T> given(
            String field,
            @Nullable JsonNode value,
            Function<String, Optional<T>> reading,
            String rule,
            List<Fault> faults) {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        var read = value.isTextual() ? reading.apply(value.textValue()) : Optional.<T>empty();
        if (read.isEmpty()) {
            faults.add(new Fault(field, rule));
        }
        return read;
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
