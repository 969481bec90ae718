package dev.hookline.email.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a message stands. */
public enum MailStatus {
    /** Accepted; waits for its next attempt. */
    QUEUED,
    /** Somebody works on it. */
    SENDING,
    /** Its provider has taken it. */
    SENT,
    /** A plugin called its delivery off. */
    CANCELLED,
    /** Given up; nothing happens to it any more unless somebody retries it by hand. */
    FAILED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MailStatus> of(String id) {
        return Arrays.stream(values()).filter(status -> status.id().equals(id)).findFirst();
    }

    public boolean isFinal() {
        return this == SENT || this == CANCELLED || this == FAILED;
    }
}
