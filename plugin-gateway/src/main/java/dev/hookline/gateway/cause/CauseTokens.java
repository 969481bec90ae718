package dev.hookline.gateway.cause;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.secret.DerivedKeys;
import dev.hookline.kit.json.LenientJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Causes as plugins carry them: signed, and bound to the plugin that was told, so that none can be
 * made up, shortened or borrowed.
 */
@ApplicationScoped
class CauseTokens {

    private static final int LONGEST = 4096;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKey key;
    private final ObjectMapper json;

    CauseTokens(DerivedKeys keys, ObjectMapper json) {
        this.key = keys.forPurpose("cause tokens");
        this.json = json;
    }

    String issue(String pluginId, Told told) {
        try {
            var content = json.writeValueAsBytes(told);
            return ENCODER.encodeToString(content) + '.' + signature(pluginId, content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cause is always JSON", e);
        }
    }

    /** Empty for whatever was not issued to this plugin. */
    Optional<Told> read(String pluginId, String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var content = DECODER.decode(token.substring(0, dot));
            var isOurs =
                    MessageDigest.isEqual(
                            signature(pluginId, content).getBytes(StandardCharsets.US_ASCII),
                            token.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
            return isOurs
                    ? Optional.of(LenientJson.read(json, content, Told.class))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String signature(String pluginId, byte[] content) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(pluginId.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ENCODER.encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the algorithm", e);
        }
    }
}
