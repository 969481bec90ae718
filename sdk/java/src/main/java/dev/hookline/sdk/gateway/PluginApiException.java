package dev.hookline.sdk.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A call of the plugin API came to nothing. A handler that lets it pass fails, and its hook's error
 * policy decides what follows.
 */
public abstract sealed class PluginApiException extends RuntimeException
        permits PluginApiRefusal, PluginApiUnavailable {

    private static final long serialVersionUID = 1L;

    PluginApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
