package dev.hookline.plugins.footer;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.HookOptions;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;

/** Ends the text of every message with a line about where it came from. */
public final class EmailFooter {

    private static final String FOOTER = "\n\n-- Sent via EmDash";

    private EmailFooter() {}

    public static void main(String[] arguments) {
        plugin().run();
    }

    static Plugin plugin() {
        return Plugin.named("email-footer")
                .displayName("Email footer")
                .capability("hooks.email-events:register")
                // A message without its footer is better than one that is late.
                .on("email:beforeSend", HookOptions::continueOnError, EmailFooter::sign);
    }

    private static Answer sign(HookEvent event, PluginContext ctx) {
        var message = event.object("message");
        return Answer.value(message.put("text", message.path("text").asText() + FOOTER));
    }
}
