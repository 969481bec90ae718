package dev.hookline.plugins.audit;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes down what was saved, published and deleted, and by whom. */
public final class AuditLogPlugin {

    private static final List<String> HOOKS =
            List.of(
                    "content:afterSave",
                    "content:afterDelete",
                    "content:afterPublish",
                    "content:afterUnpublish");

    private static final int DEFAULT_LIMIT = 50;

    private final AuditLog log;
    private final Clock clock;

    AuditLogPlugin(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Keeps the log in the file that {@code AUDIT_LOG_FILE} names, by default here. */
    public static void main(String[] arguments) throws IOException {
        var file = System.getenv().getOrDefault("AUDIT_LOG_FILE", "audit-log.jsonl");
        new AuditLogPlugin(AuditLog.open(Path.of(file)), Clock.systemUTC()).plugin().run();
    }

    Plugin plugin() {
        var plugin =
                Plugin.named("audit-log")
                        .version("1.0.0")
                        .displayName("Audit log")
                        .capability("content:read")
                        .page("/log", this::list);
        HOOKS.forEach(hook -> plugin.on(hook, this::write));
        return plugin;
    }

    private Answer write(HookEvent event, PluginContext ctx) throws IOException {
        if (event.id().isEmpty()) {
            throw new IllegalArgumentException("an event without an id cannot be recorded once");
        }
        log.add(AuditRecord.of(event, clock.instant()));
        return Answer.keep();
    }

    private Map<String, Object> list(Map<String, String> query, PluginContext ctx) {
        return Map.of("items", log.newest(limit(query)));
    }

    private static int limit(Map<String, String> query) {
        var text = query.getOrDefault("limit", String.valueOf(DEFAULT_LIMIT));
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > AuditLog.REMEMBERED) {
            throw new IllegalArgumentException("limit must be 1 to " + AuditLog.REMEMBERED);
        }
        return Integer.parseInt(text);
    }
}
