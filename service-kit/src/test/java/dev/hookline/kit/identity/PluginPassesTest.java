package dev.hookline.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.security.AuthenticationFailedException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginPassesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] KEY_BYTES =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String KEY = Base64.getEncoder().encodeToString(KEY_BYTES);
    private static final PluginPass PASS =
            new PluginPass(
                    "audit-log",
                    "Audit log",
                    Set.of(Role.EDITOR),
                    Cause.startingWith("e0").through("audit-log"));

    private final PluginPasses gateway = at(NOW, KEY, "plugin-gateway");
    private final PluginPasses content = at(NOW, KEY, "content-service");

    @Test
    void whatTheGatewaySaysTheServiceReads() {
        var read = content.read(gateway.issue(PASS, "content-service"), "/here");

        assertThat(read).isEqualTo(PASS);
        assertThat(read.actor().id()).isEqualTo("plugin:audit-log");
        assertThat(read.actor().roles()).containsExactly("editor");
    }

    @Test
    void isGoodUnderAPreviousKey() {
        var newKey =
                Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.UTF_8));
        var rotated = at(NOW, newKey, List.of(KEY), "content-service");
        var old = gateway.issue(PASS, "content-service");

        assertThat(rotated.read(old, "/here")).isEqualTo(PASS);
        assertThat(rotated.read(rotated.issue(PASS, "content-service"), "/here")).isEqualTo(PASS);
        refused(at(NOW, newKey, "content-service"), old);
        refused(at(NOW.plusSeconds(75), newKey, List.of(KEY), "content-service"), old);
    }

    @Test
    void isGoodForOneServiceOnly() {
        var forMedia = gateway.issue(PASS, "media-service");

        refused(content, forMedia);
    }

    @Test
    void isGoodForAMinute() {
        var pass = gateway.issue(PASS, "content-service");

        refused(at(NOW.plus(Duration.ofSeconds(75)), KEY, "content-service"), pass);
    }

    @Test
    void isRefusedUnderAnotherKeyAndWithoutOne() {
        var pass = gateway.issue(PASS, "content-service");
        var other = Base64.getEncoder().encodeToString(new byte[32]);

        refused(at(NOW, other, "content-service"), pass);
        refused(at(NOW, null, "content-service"), pass);
    }

    @Test
    void cannotBeChanged() {
        var parts = gateway.issue(PASS, "content-service").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var promoted = claims.replace("editor", "admin").getBytes(StandardCharsets.UTF_8);

        refused(
                content,
                parts[0]
                        + '.'
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(promoted)
                        + '.'
                        + parts[2]);
    }

    @Test
    void anAccessTokenIsNoPass() {
        refused(content, TestTokens.admin());
    }

    @Test
    void neitherAnotherAlgorithmNorAnotherKindOfTokenIsTaken() throws Exception {
        var claims = claimsOf(gateway.issue(PASS, "content-service"));
        var unsigned = new JsonWebSignature();
        unsigned.setPayload(claims);
        unsigned.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue("none");
        refused(content, unsigned.getCompactSerialization());

        var publicKey = new JsonWebSignature();
        publicKey.setPayload(claims);
        publicKey.setAlgorithmHeaderValue("RS256");
        publicKey.setHeader("typ", "hookline-pass+jwt");
        publicKey.setKey(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        refused(content, publicKey.getCompactSerialization());

        var untyped = new JsonWebSignature();
        untyped.setPayload(claims);
        untyped.setAlgorithmHeaderValue("HS256");
        untyped.setKey(new HmacKey(KEY_BYTES));
        refused(content, untyped.getCompactSerialization());
    }

    @Test
    void aPassThatLivesLongerThanAMinuteIsRefused() throws Exception {
        var claims = JwtClaims.parse(claimsOf(gateway.issue(PASS, "content-service")));
        claims.setExpirationTimeMinutesInTheFuture(60);
        var lasting = new JsonWebSignature();
        lasting.setPayload(claims.toJson());
        lasting.setAlgorithmHeaderValue("HS256");
        lasting.setHeader("typ", "hookline-pass+jwt");
        lasting.setKey(new HmacKey(KEY_BYTES));

        refused(content, lasting.getCompactSerialization());
    }

    @Test
    void withoutAKeyTheGatewayVouchesForNobody() {
        var keyless = at(NOW, null, "plugin-gateway");

        assertThat(keyless.areAvailable()).isFalse();
        assertThatThrownBy(() -> keyless.issue(PASS, "content-service"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        var shortKey = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> at(NOW, shortKey, "content-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pass-key");
    }

    private static String claimsOf(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static void refused(PluginPasses service, String token) {
        assertThatThrownBy(() -> service.read(token, "/here"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    private static PluginPasses at(Instant now, @Nullable String key, String service) {
        return at(now, key, List.of(), service);
    }

    private static PluginPasses at(
            Instant now, @Nullable String key, List<String> previous, String service) {
        return new PluginPasses(
                Optional.ofNullable(key), previous, service, Clock.fixed(now, ZoneOffset.UTC));
    }
}
