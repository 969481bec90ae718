package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;

/** E-mail in the plugin's name; needs {@code email:send}. */
public final class Email {

    private final Gateway gateway;

    public Email(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Hands a message in; it is sent in the background.
     *
     * @return the message's id
     */
    public String send(EmailMessage message) {
        var answer = gateway.call(ApiRequest.of("POST", "emails").json(message));
        return answer.json().path("id").asText();
    }
}
