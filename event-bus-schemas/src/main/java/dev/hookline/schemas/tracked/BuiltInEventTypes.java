package dev.hookline.schemas.tracked;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The platform's own event types: the only list of them, kept in {@code tracked-events.json}. */
public final class BuiltInEventTypes {

    private static final Map<String, TrackedEventType> BY_NAME = read();

    private BuiltInEventTypes() {}

    public static List<TrackedEventType> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<TrackedEventType> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether the platform owns this name, so that no plugin may register it. */
    public static boolean contains(String name) {
        return BY_NAME.containsKey(name);
    }

    private static Map<String, TrackedEventType> read() {
        try (var stream =
                Objects.requireNonNull(
                        BuiltInEventTypes.class.getResourceAsStream("/tracked-events.json"))) {
            var types =
                    new ObjectMapper()
                            .readValue(stream, new TypeReference<List<TrackedEventType>>() {});
            var byName = new LinkedHashMap<String, TrackedEventType>();
            types.forEach(type -> byName.put(type.name(), type));
            return byName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
