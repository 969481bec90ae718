package dev.hookline.localstack.stack;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the user of a stack may choose.
 *
 * @param root the repository with its packaged modules
 * @param samples whether the sample plugins run and the example content is loaded
 * @param portOffset added to every preferred port, for a second stack beside the first
 * @param environment where {@code HOOKLINE_…_PORT} variables choose single ports
 */
public record StackSettings(
        Path root, boolean samples, int portOffset, Map<String, String> environment) {

    public StackSettings {
        environment = Map.copyOf(environment);
        if (portOffset < 0 || portOffset > 40_000) {
            throw new IllegalArgumentException("the port offset must be 0 to 40000: " + portOffset);
        }
    }

    int preferredPort(String variable, int usual) {
        var chosen = environment.get(variable);
        if (chosen == null || chosen.isBlank()) {
            return usual + portOffset;
        }
        if (!chosen.strip().matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(variable + " is not a port: " + chosen);
        }
        return Integer.parseInt(chosen.strip());
    }
}
