package dev.hookline.schemas.asyncapi;

import static dev.hookline.schemas.asyncapi.AsyncApiDocument.object;
import static dev.hookline.schemas.asyncapi.AsyncApiDocument.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One channel per topic. */
final class Channels {

    private static final String PREFIX = "hookline.";

    private Channels() {}

    static ObjectNode all() {
        var channels = object();
        Topics.all().forEach(topic -> channels.set(keyOf(topic.name()), channel(topic)));
        return channels;
    }

    /** {@code content.before} for the topic {@code hookline.content.before}. */
    static String keyOf(String topic) {
        return topic.substring(PREFIX.length());
    }

    static String referenceTo(String topic) {
        return "#/channels/" + keyOf(topic);
    }

    /** Types of the messages on a topic. */
    static List<String> messagesOn(String topic) {
        return switch (topic) {
            case Topics.BEFORE_REPLIES -> List.of(MessageTypes.HOOK_REPLY);
            case Topics.PLUGINS -> List.of(MessageTypes.PLUGIN_CHANGED);
            case Topics.EVENTS ->
                    Stream.concat(
                                    hooks(hook -> isOn(topic, hook)).stream(),
                                    Stream.of(MessageTypes.PLUGIN_TRANSITION))
                            .toList();
            case Topics.DEAD_LETTERS -> hooks(hook -> hook.mode() == HookMode.NOTIFY);
            default -> ofDomain(topic);
        };
    }

    private static List<String> ofDomain(String topic) {
        var hooks = hooks(hook -> isOn(topic, hook));
        var collects = HookCatalogue.all().stream().anyMatch(hook -> collectsOn(topic, hook));
        return collects
                ? Stream.concat(hooks.stream(), Stream.of(MessageTypes.HOOK_QUESTIONS)).toList()
                : hooks;
    }

    private static boolean collectsOn(String topic, HookDefinition hook) {
        return hook.mode() == HookMode.COLLECT && isOn(topic, hook);
    }

    private static boolean isOn(String topic, HookDefinition hook) {
        return Topics.carrying(hook).filter(topic::equals).isPresent();
    }

    private static List<String> hooks(Predicate<HookDefinition> condition) {
        return HookCatalogue.all().stream().filter(condition).map(HookDefinition::name).toList();
    }

    private static ObjectNode channel(Topic topic) {
        var channel =
                object().put("address", topic.name())
                        .put("description", ChannelTexts.of(topic.name()).description());
        var messages = channel.putObject("messages");
        for (var type : messagesOn(topic.name())) {
            messages.set(Messages.keyOf(type), reference(Messages.referenceTo(type)));
        }
        channel.putObject("bindings").set("kafka", binding(topic));
        return channel;
    }

    private static ObjectNode binding(Topic topic) {
        var binding = object().put("bindingVersion", "0.5.0").put("partitions", topic.partitions());
        var configuration = binding.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.isCompacted() ? "compact" : "delete");
        if (!topic.isCompacted()) {
            configuration.put("retention.ms", topic.retention().toMillis());
        }
        configuration.put("max.message.bytes", Topic.MAX_MESSAGE_BYTES);
        return binding;
    }
}
