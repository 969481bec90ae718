package dev.hookline.email.queue;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the {@code Message-ID} of a message from its id, so that every attempt bears the same. */
@ApplicationScoped
class MessageIds {

    private final String domain;

    MessageIds(
            @ConfigProperty(
                            name = "hookline.email.message-id-domain",
                            defaultValue = "hookline.local")
                    String domain) {
        this.domain = domain;
    }

    String of(String id) {
        return "<" + id.toLowerCase(java.util.Locale.ROOT) + "@" + domain + ">";
    }
}
