package dev.hookline.plugins.maillog;

import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.util.Map;

/** Says in its log to whom a message was sent, and who sent it. */
public final class EmailLogger {

    private EmailLogger() {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("email-logger")
                .displayName("Email logger")
                .capability("hooks.email-events:register")
                .listen("email:afterSend", EmailLogger::write);
    }

    private static void write(HookEvent sent, PluginContext ctx) {
        ctx.log()
                .info(
                        "Email sent to " + sent.text("/message/to"),
                        Map.of("source", sent.text("source")));
    }
}
