package dev.hookline.sdk.gateway;

import org.jspecify.annotations.Nullable;

/** No usable answer: the gateway is not reached, is too slow, or says what cannot be read. */
public final class PluginApiUnavailable extends PluginApiException {

    private static final long serialVersionUID = 1L;

    PluginApiUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
