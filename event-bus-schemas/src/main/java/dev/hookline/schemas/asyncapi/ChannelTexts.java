package dev.hookline.schemas.asyncapi;

import dev.hookline.schemas.bus.Topics;
import java.util.List;

/**
 * What can't be told from the catalogue: who writes to a topic and who reads it, in words.
 *
 * @param key what the record's key is
 */
record ChannelTexts(String description, String key, List<String> senders, List<String> receivers) {

    private static final String GATEWAY = "plugin-gateway";
    private static final String PLUGINS = "plugins";
    private static final List<String> SERVICES =
            List.of("content-service", "media-service", "email-service");

    static ChannelTexts of(String topic) {
        return switch (topic) {
            case Topics.BEFORE_REPLIES ->
                    new ChannelTexts(
                            "The gateway's answers to hook requests, one each.",
                            "The correlation id.",
                            List.of(GATEWAY),
                            SERVICES);
            case Topics.EVENTS ->
                    new ChannelTexts(
                            "Tracked events of the platform and of plugins.",
                            "The actor, or what the event is about.",
                            List.of("content-service", GATEWAY),
                            List.of(GATEWAY, PLUGINS));
            case Topics.CRON ->
                    new ChannelTexts(
                            "Tasks of plugins that are due.",
                            "Plugin id and task, with a slash between.",
                            List.of(GATEWAY),
                            List.of(GATEWAY, PLUGINS));
            case Topics.PLUGINS ->
                    new ChannelTexts(
                            "The plugin directory: the last record of each plugin counts, and one"
                                    + " without a value removes it.",
                            "The plugin's id.",
                            List.of(GATEWAY),
                            SERVICES);
            case Topics.DEAD_LETTERS ->
                    new ChannelTexts(
                            "Deliveries that were given up: the event as it was, with further"
                                    + " headers that tell the reason.",
                            "The plugin's id.",
                            List.of(GATEWAY),
                            List.of(GATEWAY));
            default -> ofService(topic);
        };
    }

    private static ChannelTexts ofService(String topic) {
        var service = Channels.keyOf(topic).replaceFirst("\\..*", "-service");
        return topic.endsWith(".before")
                ? new ChannelTexts(
                        "Questions of the " + service + " that it waits for.",
                        "The subject.",
                        List.of(service),
                        List.of(GATEWAY))
                : new ChannelTexts(
                        "What has happened in the "
                                + service
                                + ". Events of one subject keep their order.",
                        "The subject.",
                        List.of(service),
                        List.of(GATEWAY, PLUGINS));
    }
}
