package dev.hookline.plugins.ban;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Bans who posts spam, for a day, by an event of its own that other plugins can hear, too. */
public final class BanUser {

    private static final Pattern SPAM = Pattern.compile("(?i)online casino|free money");
    private static final String SCHEMA =
            """
            {"type": "object", "required": ["user"], "properties": {"user": {"required": ["id"]}}}
            """;

    private BanUser() {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("ban-user")
                .event("ban-user", SCHEMA)
                .listen("content:afterSave", BanUser::judge)
                .listen("track_event", options -> options.match("name", "ban-user"), BanUser::ban)
                .listen("cron", (tick, ctx) -> ctx.kv().delete(tick.text("/data/key")))
                .on("content:beforeSave", BanUser::refuseTheBanned);
    }

    private static void judge(HookEvent saved, PluginContext ctx) {
        var actor = saved.context().actor();
        if (actor != null && SPAM.matcher(saved.content().path("data").toString()).find()) {
            ctx.trackEventOnce(saved.id(), "ban-user", Map.of("user", Map.of("id", actor.id())));
        }
    }

    private static void ban(HookEvent event, PluginContext ctx) {
        var judge = event.context().actor();
        if (judge == null || !(judge.id().equals("plugin:ban-user") || judge.hasRole("admin"))) {
            return; // Anybody who is signed in can track the event.
        }
        var key = "banned:" + event.text("/properties/user/id");
        var end = Instant.parse(event.text("created")).plus(Duration.ofDays(1));
        ctx.kv().set(key, end.toString());
        ctx.cron().scheduleOnce("unban:" + event.text("id"), end, Map.of("key", key));
    }

    private static Answer refuseTheBanned(HookEvent event, PluginContext ctx) {
        var actor = event.context().actor();
        var banned = actor != null && ctx.kv().get("banned:" + actor.id()).isPresent();
        return banned ? Answer.reject("You are banned for a day") : Answer.keep();
    }
}
