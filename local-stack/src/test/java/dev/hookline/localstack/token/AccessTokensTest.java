package dev.hookline.localstack.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir Path directory;

    @Test
    void issuesTheClaimsOfMicroProfileJwt() throws Exception {
        var claims = part(token(Duration.ofHours(1)), 1);

        assertThat(claims.path("iss").asText()).isEqualTo("https://hookline.local");
        assertThat(claims.path("aud").asText()).isEqualTo("hookline");
        assertThat(claims.path("sub").asText()).isEqualTo("u1");
        assertThat(claims.path("upn").asText()).isEqualTo("u1");
        assertThat(claims.path("name").asText()).isEqualTo("Üma");
        assertThat(claims.path("groups")).hasToString("[\"author\",\"editor\"]");
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3600);
    }

    @Test
    void issuesATokenThatHasExpired() throws Exception {
        var claims = part(token(Duration.ofHours(-1)), 1);

        assertThat(claims.path("exp").asLong()).isLessThan(NOW.getEpochSecond());
    }

    @Test
    void signsWhatThePublicKeyVerifies() throws Exception {
        var token = token(Duration.ofHours(1));
        var lastDot = token.lastIndexOf('.');
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey())));
        signature.update(token.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII));

        assertThat(part(token, 0).path("alg").asText()).isEqualTo("RS256");
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(lastDot + 1))))
                .isTrue();
    }

    private String token(Duration lifetime) {
        var tokens = new AccessTokens(keys(), Clock.fixed(NOW, ZoneOffset.UTC));
        return tokens.issue(TokenSubject.of("u1", "Üma", "editor", "author"), lifetime);
    }

    private SigningKeys keys() {
        return SigningKeys.in(directory.resolve("keys"));
    }

    private byte[] publicKey() throws Exception {
        var pem = Files.readString(keys().publicKeyFile());
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static JsonNode part(String token, int index) throws Exception {
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }
}
