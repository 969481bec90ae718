package dev.hookline.plugins.audit;

import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.gateway.PluginApiRefusal;
import dev.hookline.sdk.storage.Document;
import dev.hookline.sdk.storage.Query;
import dev.hookline.sdk.storage.StorageCollection;
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

    private AuditLogPlugin() {}

    public static void main(String[] arguments) {
        plugin(Clock.systemUTC()).run();
    }

    static Plugin plugin(Clock clock) {
        var plugin =
                Plugin.named("audit-log")
                        .displayName("Audit log")
                        .capability("content:read")
                        .storage("entries", storage -> storage.index("at"))
                        .page("/log", AuditLogPlugin::newest);
        for (var hook : HOOKS) {
            plugin.listen(hook, (event, ctx) -> write(AuditRecord.of(event, clock.instant()), ctx));
        }
        return plugin;
    }

    /** Under the event's id: an event that comes again takes the place of itself. */
    private static void write(AuditRecord entry, PluginContext ctx) {
        var entries = ctx.storage("entries", AuditRecord.class);
        try {
            entries.put(entry.eventId(), entry);
        } catch (PluginApiRefusal refusal) {
            if (!refusal.is("quota-exceeded")) {
                throw refusal;
            }
            var oldest = entries.query(Query.all().ascending("at").limit(1000));
            entries.deleteMany(StorageCollection.ids(oldest));
            entries.put(entry.eventId(), entry);
        }
    }

    private static Map<String, Object> newest(Map<String, String> query, PluginContext ctx) {
        var limit = query.getOrDefault("limit", "50");
        if (!limit.matches("[1-9][0-9]{0,2}|1000")) {
            throw new IllegalArgumentException("limit must be 1 to 1000");
        }
        var newest = Query.all().descending("at").limit(Integer.parseInt(limit));
        var page = ctx.storage("entries", AuditRecord.class).query(newest);
        return Map.of("items", page.items().stream().map(Document::data).toList());
    }
}
