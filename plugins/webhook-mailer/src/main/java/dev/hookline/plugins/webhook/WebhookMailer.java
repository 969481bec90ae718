package dev.hookline.plugins.webhook;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.context.PluginContext;
import java.net.URI;
import java.time.Duration;

/** Delivers mail by posting it to an HTTP API, with a key that its operator has given. */
public final class WebhookMailer {

    private static final String DEFAULT_API = "https://api.resend.com/emails";
    private static final String API_KEY = "settings:apiKey";
    private static final String SENDER = "settings:from";

    /** The gateway may take ten seconds for the request, and the rest is for what is around it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private WebhookMailer() {}

    public static void main(String[] arguments) {
        var url = System.getenv().getOrDefault("WEBHOOK_MAILER_URL", DEFAULT_API);
        plugin(new MailApi(URI.create(url))).run();
    }

    static Plugin plugin(MailApi api) {
        return Plugin.named("webhook-mailer")
                .displayName("Webhook mailer")
                .capability("hooks.email-transport:register")
                .capability("network:request")
                .allowedHosts(api.url().getHost())
                .on(
                        "email:deliver",
                        options -> options.exclusive().timeout(TIMEOUT),
                        (event, ctx) -> deliver(event, api, ctx));
    }

    private static Answer deliver(HookEvent event, MailApi api, PluginContext ctx) {
        var key = ctx.kv().get(API_KEY, String.class);
        if (key.isEmpty()) {
            throw notNow(API_KEY + " is not set", ctx);
        }
        var message = event.object("message");
        if (!message.has("from")) {
            ctx.kv().get(SENDER, String.class).ifPresent(sender -> message.put("from", sender));
        }
        var request = api.post(message, event.text("id"), key.get());
        var answer = ctx.http().fetch(request);
        if (answer.ok()) {
            return Answer.keep();
        }
        if (MailApi.refusesTheMessage(answer)) {
            return Answer.reject(MailApi.said(answer));
        }
        throw notNow(MailApi.said(answer), ctx);
    }

    /** Leaves the message in the queue, and tells the operator why. */
    private static IllegalStateException notNow(String reason, PluginContext ctx) {
        ctx.log().error(reason);
        return new IllegalStateException(reason);
    }
}
