package dev.hookline.kit.identity;

import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Signs and reads plugin passes: JWTs (RFC 7519) signed with HMAC-SHA-256, good for one service and
 * {@value #SECONDS} seconds.
 */
@ApplicationScoped
public class PluginPasses {

    /** The scheme of the header {@code Authorization} that carries a pass. */
    public static final String SCHEME = "Hookline-Pass";

    private static final Logger LOG = Logger.getLogger(PluginPasses.class);
    private static final int SECONDS = 60;
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final int SHORTEST_KEY_BYTES = 32;
    private static final String ISSUER = "hookline:plugin-gateway";
    private static final String TYPE = "hookline-pass+jwt";
    private static final String NAME = "name";
    private static final String ROLES = "groups";
    private static final String CAUSE = "cause";

    private final @Nullable HmacKey key;
    private final List<HmacKey> previous;
    private final String service;
    private final Clock clock;

    @Inject
    PluginPasses(PassConfig config, ApplicationConfig application, Clock clock) {
        this(
                config.passKey(),
                config.previousPassKeys().orElse(List.of()),
                application.name().orElse("hookline"),
                clock);
    }

    PluginPasses(Optional<String> key, List<String> previous, String service, Clock clock) {
        this.key = key.filter(text -> !text.isBlank()).map(PluginPasses::keyOf).orElse(null);
        this.previous =
                previous.stream().filter(text -> !text.isBlank()).map(PluginPasses::keyOf).toList();
        this.service = service;
        this.clock = clock;
    }

    /** Whether this platform has a key for passes at all. */
    public boolean areAvailable() {
        return key != null;
    }

    /**
     * A pass in its compact form.
     *
     * @param service the application name of the only service that takes it
     * @throws ProblemException 503 {@code unavailable} when no key is configured
     */
    public String issue(PluginPass pass, String service) {
        if (key == null) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "plugins cannot act on services here: hookline.platform.pass-key is not set");
        }
        var signature = new JsonWebSignature();
        signature.setPayload(claimsOf(pass, service).toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setHeader("typ", TYPE);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a pass could not be signed", e);
        }
    }

    /**
     * Reads a pass that was presented to this service.
     *
     * @throws AuthenticationFailedException when it is not one of ours, not for this service, or
     *     too old
     */
    public PluginPass read(String token, String where) {
        if (key == null) {
            LOG.warnf("pass refused at %s: hookline.platform.pass-key is not set", where);
            throw new AuthenticationFailedException();
        }
        try {
            return passOf(verified(token, signedWith(token, key)));
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            LOG.debugf("pass refused at %s: %s", where, e.getMessage());
            throw new AuthenticationFailedException(e);
        }
    }

    private JwtClaims claimsOf(PluginPass pass, String service) {
        var now = clock.instant();
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(service);
        claims.setSubject(pass.subject());
        claims.setJwtId(UuidV7.at(now).toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + SECONDS));
        claims.setStringClaim(NAME, pass.name());
        claims.setStringListClaim(ROLES, List.copyOf(pass.roles()));
        claims.setClaim(
                CAUSE,
                Map.of(
                        "id", pass.cause().id(),
                        "depth", pass.cause().depth(),
                        "chain", pass.cause().chain()));
        return claims;
    }

    /** The previous key that fits, otherwise the current one, with which it is checked. */
    private HmacKey signedWith(String token, HmacKey current) {
        return previous.stream()
                .filter(old -> isSignedWith(token, old))
                .findFirst()
                .orElse(current);
    }

    private static boolean isSignedWith(String token, HmacKey key) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            AlgorithmIdentifiers.HMAC_SHA256));
            signature.setCompactSerialization(token);
            signature.setKey(key);
            return signature.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    private JwtClaims verified(String token, HmacKey key)
            throws InvalidJwtException, MalformedClaimException {
        var claims =
                new JwtConsumerBuilder()
                        .setVerificationKey(key)
                        // Nothing else: a public key must never be taken for a shared one.
                        .setJwsAlgorithmConstraints(
                                AlgorithmConstraints.ConstraintType.PERMIT,
                                AlgorithmIdentifiers.HMAC_SHA256)
                        .setExpectedType(true, TYPE)
                        .setExpectedIssuer(ISSUER)
                        .setExpectedAudience(service)
                        .setRequireSubject()
                        .setRequireIssuedAt()
                        .setRequireExpirationTime()
                        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                        .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                        .build()
                        .processToClaims(token);
        var life =
                Duration.ofSeconds(
                        claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        if (life.toSeconds() > SECONDS) {
            throw new IllegalArgumentException("a pass of " + life);
        }
        return claims;
    }

    private static PluginPass passOf(JwtClaims claims) throws MalformedClaimException {
        var subject = claims.getSubject();
        if (!subject.startsWith(PluginPass.SUBJECT_PREFIX)) {
            throw new IllegalArgumentException("not a plugin: " + subject);
        }
        return new PluginPass(
                subject.substring(PluginPass.SUBJECT_PREFIX.length()),
                claims.getStringClaimValue(NAME),
                Set.copyOf(claims.getStringListClaimValue(ROLES)),
                causeOf(claims.getClaimValue(CAUSE, Map.class)));
    }

    private static Cause causeOf(Map<?, ?> claim) {
        if (claim.get("id") instanceof String id
                && claim.get("depth") instanceof Number depth
                && claim.get("chain") instanceof List<?> chain) {
            return new Cause(id, depth.intValue(), chain.stream().map(String::valueOf).toList());
        }
        throw new IllegalArgumentException("a pass without a cause");
    }

    private static HmacKey keyOf(String base64) {
        var bytes = Base64.getDecoder().decode(base64.strip());
        if (bytes.length < SHORTEST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "hookline.platform.pass-key must be the Base64 of at least 32 bytes, not of "
                            + bytes.length);
        }
        return new HmacKey(bytes);
    }
}
