package dev.hookline.sdk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a plugin wants a hook to be called; what is not set is left to the platform's defaults. */
public final class HookOptions {

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, List<String>> match = new LinkedHashMap<>();

    HookOptions() {}

    /** Lower runs first; the default is 100. */
    public HookOptions priority(int priority) {
        members.put("priority", priority);
        return this;
    }

    /** The longest that a call may take, in whole milliseconds; the default is five seconds. */
    public HookOptions timeout(Duration timeout) {
        members.put("timeout", timeout.toMillis());
        return this;
    }

    /** Plugins whose handlers of the same hook must come first. */
    public HookOptions dependsOn(String... pluginIds) {
        members.put("dependencies", List.of(pluginIds));
        return this;
    }

    /** An error of this handler is logged and the operation goes on; by default it is stopped. */
    public HookOptions continueOnError() {
        members.put("errorPolicy", "continue");
        return this;
    }

    /** Offers to be the only provider of the hook. */
    public HookOptions exclusive() {
        members.put("exclusive", true);
        return this;
    }

    /** Calls this handler only for events whose member has one of the values. */
    public HookOptions match(String member, String... values) {
        match.put(member, List.of(values));
        return this;
    }

    Map<String, Object> manifest() {
        var all = new LinkedHashMap<>(members);
        if (!match.isEmpty()) {
            all.put("match", match);
        }
        return all;
    }
}
