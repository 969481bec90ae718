package dev.hookline.email.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.email.message.Message;
import dev.hookline.email.message.MessageReader;
import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.email.queue.MailQueue;
import dev.hookline.hooks.before.BeforeHooks;
import dev.hookline.hooks.before.HookCall;
import dev.hookline.hooks.before.HookOutcome;
import dev.hookline.hooks.directory.PluginDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the plugins of {@code email:beforeSend}, once for each message; never about system mail. */
@ApplicationScoped
class Preparation {

    /** What a message has become. */
    sealed interface Prepared {

        record Ready(Message message) implements Prepared {}

        record Cancelled(@Nullable String pluginId) implements Prepared {}

        /** A plugin refused the message. */
        record Refused(String detail) implements Prepared {}

        /** The plugins could not do their work; asking again may help. */
        record Postponed(String detail) implements Prepared {}
    }

    private static final String HOOK = "email:beforeSend";

    private final BeforeHooks hooks;
    private final MailQueue queue;
    private final PluginDirectory directory;

    Preparation(BeforeHooks hooks, MailQueue queue, PluginDirectory directory) {
        this.hooks = hooks;
        this.queue = queue;
        this.directory = directory;
    }

    Prepared prepare(ClaimedMail mail) {
        if (mail.prepared() != null) {
            return new Prepared.Ready(stored(mail.prepared()));
        }
        if (mail.isSystemMail()) {
            return new Prepared.Ready(stored(mail.submitted()));
        }
        var event = JsonNodeFactory.instance.objectNode();
        event.set("message", mail.submitted());
        event.put("source", mail.source());
        var outcome = hooks.ask(new HookCall(HOOK, mail.subject(), event, mail.actor()));
        return switch (outcome) {
            case HookOutcome.Completed completed -> accepted(mail, completed);
            case HookOutcome.Rejected rejected ->
                    new Prepared.Refused(by(rejected.pluginId()) + rejected.detail());
            case HookOutcome.Failed failed ->
                    new Prepared.Postponed(by(failed.pluginId()) + failed.detail());
            case HookOutcome.TimedOut late ->
                    new Prepared.Postponed(by(late.pluginId()) + late.detail());
            case HookOutcome.Unreachable unreachable ->
                    new Prepared.Postponed(unreachable.detail());
            case HookOutcome.NoProvider none ->
                    throw new IllegalStateException("not an exclusive hook: " + HOOK);
        };
    }

    private Prepared accepted(ClaimedMail mail, HookOutcome.Completed completed) {
        var value = completed.value();
        if (value == null) {
            if (!directory.plugins(HOOK).isEmpty()) {
                queue.keep(mail, mail.submitted());
            }
            return new Prepared.Ready(stored(mail.submitted()));
        }
        if (value.isBoolean()) {
            return new Prepared.Cancelled(completed.pluginId());
        }
        return switch (MessageReader.read(value)) {
            case MessageReader.Read.Valid valid -> {
                queue.keep(mail, valid.message().toJson());
                yield new Prepared.Ready(valid.message());
            }
            // What plugins make is checked like what a client sends.
            case MessageReader.Read.Faulty faulty ->
                    new Prepared.Postponed(
                            "plugins made of the message what is none: "
                                    + faulty.faults().stream()
                                            .map(fault -> fault.field() + " " + fault.message())
                                            .collect(Collectors.joining("; ")));
        };
    }

    private static Message stored(JsonNode json) {
        if (MessageReader.read(json) instanceof MessageReader.Read.Valid valid) {
            return valid.message();
        }
        throw new IllegalStateException("a stored message is no longer readable");
    }

    private static String by(@Nullable String pluginId) {
        return pluginId == null ? "" : "plugin " + pluginId + ": ";
    }
}
