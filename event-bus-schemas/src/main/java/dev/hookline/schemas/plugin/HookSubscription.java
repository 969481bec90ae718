package dev.hookline.schemas.plugin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One hook that one plugin takes, with every default filled in.
 *
 * @param hook a name of the hook catalogue
 * @param priority lower runs first
 * @param timeoutMillis how long one call may take
 * @param dependencies ids of plugins whose handler of the same hook must run first
 * @param match for each key, the values of that top-level property of the event with which the
 *     plugin is called; an empty map matches everything
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HookSubscription(
        String hook,
        int priority,
        long timeoutMillis,
        List<String> dependencies,
        ErrorPolicy errorPolicy,
        boolean exclusive,
        Map<String, List<String>> match) {

    public static final int DEFAULT_PRIORITY = 100;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    public HookSubscription {
        Objects.requireNonNull(hook, "hook");
        Objects.requireNonNull(errorPolicy, "errorPolicy");
        if (timeoutMillis < 1) {
            throw new IllegalArgumentException(
                    "timeout of " + hook + " must be positive: " + timeoutMillis);
        }
        dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
        match = match == null ? Map.of() : copyOf(match);
    }

    private static Map<String, List<String>> copyOf(Map<String, List<String>> match) {
        return match.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /** Whether an event with these top-level string properties is for this handler. */
    public boolean matches(Map<String, String> properties) {
        return match.entrySet().stream()
                .allMatch(condition ->
                        condition
                                .getValue()
                                .contains(properties.getOrDefault(condition.getKey(), "")));
    }

    public Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }
}
