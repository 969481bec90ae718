package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import java.util.Optional;

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

    /**
     * Where a message stands that this plugin handed in: {@code queued}, {@code sending}, {@code
     * sent}, {@code cancelled} or {@code failed}; empty when there is none of this id.
     */
    public Optional<String> status(String id) {
        return gateway.find(ApiRequest.of("GET", "emails", id))
                .map(answer -> answer.json().path("status").asText());
    }
}
