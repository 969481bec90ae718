package dev.hookline.chaos.script;

import java.util.List;

/**
 * What a script may break, by names.
 *
 * @param replicas {@code content-service-1}
 * @param links {@code content-service-1/database}
 * @param plugins those that may misbehave
 */
public record Targets(List<String> replicas, List<String> links, List<String> plugins) {

    public Targets {
        replicas = List.copyOf(replicas);
        links = List.copyOf(links);
        plugins = List.copyOf(plugins);
    }

    List<String> of(FaultKind kind) {
        if (kind.isOfLink()) {
            return links;
        }
        if (kind.isOfPlugin()) {
            return plugins;
        }
        return switch (kind) {
            case SERVICE_KILL, SERVICE_PAUSE -> replicas;
            case BROKER_RESTART -> List.of("broker");
            case DATABASE_RESTART -> List.of("database");
            case DISK_FULL -> List.of("media");
            default -> throw new IllegalStateException("has no targets: " + kind);
        };
    }
}
