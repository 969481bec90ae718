package dev.hookline.localstack.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Issues the tokens of a local installation: MicroProfile JWTs, signed with RS256.
 *
 * <p>Deployments use an OIDC issuer instead; a local stack has none, so it signs for itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515, section 3.1</a>
 */
public final class AccessTokens {

    /** The {@code iss} claim that every service of a local stack expects. */
    public static final String ISSUER = "https://hookline.local";

    /** The {@code aud} claim that every service of a local stack expects. */
    public static final String AUDIENCE = "hookline";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SigningKeys keys;
    private final Clock clock;

    public AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A token that is good from now until {@code lifetime} has passed; negative: expired already.
     */
    public String issue(TokenSubject subject, Duration lifetime) {
        return issue(subject, lifetime, Map.of());
    }

    /**
     * A token with some claims replaced, for tests of what services refuse.
     *
     * @param replaced claims by name; an empty text leaves the claim out
     */
    public String issue(TokenSubject subject, Duration lifetime, Map<String, String> replaced) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("sub", subject.id());
        claims.put("upn", subject.id());
        claims.put("name", subject.name());
        claims.put("groups", subject.roles());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(replaced);
        claims.values().removeIf(""::equals);
        var signed = encoded(Map.of("alg", "RS256", "typ", "JWT")) + "." + encoded(claims);
        return signed + "." + signature(signed);
    }

    private String signature(String signed) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return base64(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("could not sign a token", failure);
        }
    }

    private static String encoded(Map<String, ?> part) {
        try {
            return base64(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not a claim: " + part, failure);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
