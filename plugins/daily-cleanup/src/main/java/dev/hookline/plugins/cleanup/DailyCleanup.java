package dev.hookline.plugins.cleanup;

import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.storage.Condition;
import dev.hookline.sdk.storage.Query;
import dev.hookline.sdk.storage.StorageCollection;
import java.time.Duration;
import java.time.Instant;

/** Remembers what was saved, and forgets it after thirty days, every night at two. */
public final class DailyCleanup {

    private static final String TASK = "daily-cleanup";
    private static final Duration KEPT = Duration.ofDays(30);

    private DailyCleanup() {}

    /** A save; the time is in milliseconds since 1970, because numbers can be compared. */
    record Save(long timestamp, String collection, String id) {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("daily-cleanup")
                .displayName("Daily clean-up")
                .storage("saves", storage -> storage.index("timestamp"))
                .listen("plugin:activate", (event, ctx) -> ctx.cron().schedule(TASK, "0 2 * * *"))
                .listen("content:afterSave", DailyCleanup::remember)
                .listen("cron", DailyCleanup::cleanUp);
    }

    /** Under the event's id, so that an event that comes again is stored once. */
    private static void remember(HookEvent event, PluginContext ctx) {
        var savedAt = Instant.parse(event.text("/content/updatedAt")).toEpochMilli();
        var save = new Save(savedAt, event.text("collection"), event.text("/content/id"));
        ctx.storage("saves", Save.class).put(event.id(), save);
    }

    private static void cleanUp(HookEvent tick, PluginContext ctx) {
        var oldest = Instant.parse(tick.text("scheduledAt")).minus(KEPT).toEpochMilli();
        var old = Query.all().where("timestamp", Condition.lessThan(oldest)).limit(1000);
        var saves = ctx.storage("saves", Save.class);
        var removed = 0;
        for (var page = saves.query(old); !page.items().isEmpty(); page = saves.query(old)) {
            removed += saves.deleteMany(StorageCollection.ids(page));
        }
        ctx.log().info("removed " + removed + " saves");
    }
}
