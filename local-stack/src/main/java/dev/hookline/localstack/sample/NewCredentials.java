package dev.hookline.localstack.sample;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Credentials made before a plugin is installed, so that it holds them when it is called for the
 * first time.
 *
 * @param token for calls from the plugin to the platform
 * @param signingSecret with which the plugin checks that a call comes from the platform
 */
record NewCredentials(String token, String signingSecret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static NewCredentials random() {
        return new NewCredentials(
                "hookline_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()),
                "whsec_" + Base64.getEncoder().encodeToString(bytes()));
    }

    private static byte[] bytes() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "NewCredentials[hidden]";
    }
}
