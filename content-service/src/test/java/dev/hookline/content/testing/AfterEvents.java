package dev.hookline.content.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.TopicEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the service has announced on {@code hookline.content.after}, and tracked on {@code
 * hookline.events}.
 */
public final class AfterEvents {

    private static final String AFTER = Topics.after(HookDomain.CONTENT);

    private AfterEvents() {}

    /** One announcement. */
    public record AfterEvent(
            String hook, String subject, JsonNode data, Map<String, String> headers) {

        public long version() {
            return data.at("/content/version").asLong();
        }
    }

    /** Waits for at least so many events of one subject, and gives all of them in topic order. */
    public static List<AfterEvent> of(String subject, int count) {
        return found(AFTER, subject, subject::equals, count);
    }

    /** Waits for at least so many events of a collection, in order for each subject. */
    public static List<AfterEvent> ofAll(String collection, int count) {
        return found(AFTER, collection, subject -> subject.startsWith(collection + '/'), count);
    }

    /** Waits for at least so many tracked events of one subject, and gives all in topic order. */
    public static List<AfterEvent> tracked(String subject, int count) {
        return found(Topics.EVENTS, subject, subject::equals, count);
    }

    private static List<AfterEvent> found(
            String topic, String what, Predicate<String> subjects, int count) {
        return TopicEvent.on(topic, what, subjects, count).stream()
                .map(event ->
                        new AfterEvent(
                                event.hook(), event.subject(), event.data(), event.headers()))
                .toList();
    }

    /** Whatever has been announced about a subject by now. */
    public static List<AfterEvent> soFar(String subject) {
        return of(subject, 0);
    }
}
