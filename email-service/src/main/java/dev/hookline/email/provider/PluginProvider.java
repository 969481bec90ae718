package dev.hookline.email.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.email.message.Message;
import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;

/** Delivers through the plugin that is selected for {@code email:deliver}. */
final class PluginProvider implements Provider {

    static final String HOOK = "email:deliver";

    private final String pluginId;
    private final BeforeHooks hooks;

    PluginProvider(String pluginId, BeforeHooks hooks) {
        this.pluginId = pluginId;
        this.hooks = hooks;
    }

    @Override
    public String id() {
        return pluginId;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public Delivery deliver(ClaimedMail mail, Message message) {
        var event = JsonNodeFactory.instance.objectNode();
        event.set("message", message.toJson());
        event.put("source", mail.source());
        // Not in the reference document: with it a provider can tell a repetition.
        event.put("id", mail.id());
        var outcome = hooks.ask(new HookCall(HOOK, mail.subject(), event, mail.actor()));
        return switch (outcome) {
            case HookOutcome.Completed completed -> new Delivery.Sent();
            case HookOutcome.NoProvider none -> new Delivery.OutOfOrder(none.detail(), false);
            case HookOutcome.Rejected rejected -> new Delivery.Refused(rejected.detail());
            case HookOutcome.Failed failed -> new Delivery.OutOfOrder(failed.detail(), true);
            case HookOutcome.TimedOut late -> new Delivery.OutOfOrder(late.detail(), true);
            case HookOutcome.Unreachable unreachable ->
                    new Delivery.OutOfOrder(unreachable.detail(), false);
        };
    }
}
