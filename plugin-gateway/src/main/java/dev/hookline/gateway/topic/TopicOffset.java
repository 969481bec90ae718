package dev.hookline.gateway.topic;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offset and the topic for which it is good.
 *
 * @param topicId null for an offset that was stored before ids were
 */
public record TopicOffset(long offset, @Nullable UUID topicId) {

    /** Whether it is known to belong to another topic of the same name. */
    public boolean isOfAnother(UUID present) {
        return topicId != null && !topicId.equals(present);
    }
}
