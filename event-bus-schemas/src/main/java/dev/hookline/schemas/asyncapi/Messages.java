package dev.hookline.schemas.asyncapi;

import static dev.hookline.schemas.asyncapi.AsyncApiDocument.object;
import static dev.hookline.schemas.asyncapi.AsyncApiDocument.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.example.Examples;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.hook.SchemaUris;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One message per hook that travels on the bus, and those that are no hooks. */
final class Messages {

    private Messages() {}

    static ObjectNode all() {
        var messages = object();
        for (HookDefinition hook : HookCatalogue.all()) {
            if (Topics.carrying(hook).isPresent()) {
                messages.set(keyOf(hook.name()), ofHook(hook));
            }
        }
        messages.set(MessageTypes.HOOK_QUESTIONS, questions());
        messages.set(MessageTypes.HOOK_REPLY, reply());
        messages.set(
                MessageTypes.PLUGIN_CHANGED,
                message(MessageTypes.PLUGIN_CHANGED, Topics.PLUGINS, "cloudEventHeaders"));
        messages.set(MessageTypes.PLUGIN_TRANSITION, transition());
        return messages;
    }

    /** Component names can't hold a colon. */
    static String keyOf(String type) {
        return type.replace(':', '.');
    }

    static String referenceTo(String type) {
        return "#/components/messages/" + keyOf(type);
    }

    private static ObjectNode ofHook(HookDefinition hook) {
        var asked = hook.mode() != HookMode.NOTIFY;
        var message =
                message(
                        hook.name(),
                        Topics.carrying(hook).orElseThrow(),
                        asked ? "hookRequestHeaders" : "cloudEventHeaders");
        if (asked) {
            message.set("correlationId", reference("#/components/correlationIds/call"));
        }
        message.set("x-hook", description(hook));
        addExample(message, Examples.of(hook.name()).event());
        return message;
    }

    private static ObjectNode questions() {
        var questions =
                message(
                        MessageTypes.HOOK_QUESTIONS,
                        Topics.before(HookDomain.CONTENT),
                        "hookRequestHeaders");
        questions.set("correlationId", reference("#/components/correlationIds/call"));
        addExample(questions, Examples.message(MessageTypes.HOOK_QUESTIONS));
        return questions;
    }

    private static ObjectNode reply() {
        var reply = message(MessageTypes.HOOK_REPLY, Topics.BEFORE_REPLIES, "hookReplyHeaders");
        reply.set("correlationId", reference("#/components/correlationIds/call"));
        addExample(reply, Examples.message(MessageTypes.HOOK_REPLY));
        return reply;
    }

    private static ObjectNode transition() {
        var transition =
                message(MessageTypes.PLUGIN_TRANSITION, Topics.EVENTS, "cloudEventHeaders");
        addExample(transition, Examples.message(MessageTypes.PLUGIN_TRANSITION));
        return transition;
    }

    private static ObjectNode message(String type, String topic, String headers) {
        var payload = SchemaUris.of(type, "event");
        var schema = ComponentSchemas.read(payload);
        var message =
                object().put("name", type)
                        .put("title", schema.path("title").asText())
                        .put("summary", schema.path("description").asText())
                        .put("contentType", "application/json");
        message.set("headers", ComponentSchemas.referenceTo(SchemaUris.of(headers, "type")));
        message.set("payload", ComponentSchemas.referenceTo(payload));
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string")
                .put("description", ChannelTexts.of(topic).key());
        return message;
    }

    private static ObjectNode description(HookDefinition hook) {
        var description = object().put("mode", hook.mode().name().toLowerCase(Locale.ROOT));
        if (hook.carriedField() != null) {
            description.put("carriedField", hook.carriedField());
        }
        if (hook.requiredCapability() != null) {
            description.put("requiredCapability", hook.requiredCapability().id());
        }
        if (hook.trustedOnly()) {
            description.put("trustedOnly", true);
        }
        if (!hook.matchKeys().isEmpty()) {
            var keys = description.putArray("match");
            hook.matchKeys().stream().sorted().forEach(keys::add);
        }
        if (hook.mode() != HookMode.NOTIFY) {
            description.set("answer", ComponentSchemas.referenceTo(hook.resultSchema()));
        }
        return description;
    }

    private static void addExample(ObjectNode message, @Nullable JsonNode payload) {
        message.putArray("examples").addObject().set("payload", payload);
    }
}
