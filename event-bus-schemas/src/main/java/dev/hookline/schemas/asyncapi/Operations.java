package dev.hookline.schemas.asyncapi;

import static dev.hookline.schemas.asyncapi.AsyncApiDocument.object;
import static dev.hookline.schemas.asyncapi.AsyncApiDocument.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.bus.Topic;
import dev.hookline.schemas.bus.Topics;
import java.util.List;

/** For each topic, one operation for those who write to it and one for those who read it. */
final class Operations {

    private Operations() {}

    static ObjectNode all() {
        var operations = object();
        for (Topic topic : Topics.all()) {
            var name = topic.name();
            var texts = ChannelTexts.of(name);
            operations.set(
                    "send." + Channels.keyOf(name), operation("send", name, texts.senders()));
            operations.set(
                    "receive." + Channels.keyOf(name),
                    operation("receive", name, texts.receivers()));
        }
        return operations;
    }

    private static ObjectNode operation(String action, String topic, List<String> parties) {
        var operation =
                object().put("action", action)
                        .put("summary", "Done by " + String.join(", ", parties) + ".");
        operation.set("channel", reference(Channels.referenceTo(topic)));
        addMessages(operation, topic);
        var tags = operation.putArray("tags");
        parties.forEach(party -> tags.addObject().put("name", party));
        if (topic.endsWith(".before")) {
            var reply = operation.putObject("reply");
            reply.set("channel", reference(Channels.referenceTo(Topics.BEFORE_REPLIES)));
            addMessages(reply, Topics.BEFORE_REPLIES);
        }
        return operation;
    }

    private static void addMessages(ObjectNode operation, String topic) {
        var messages = operation.putArray("messages");
        for (var type : Channels.messagesOn(topic)) {
            messages.add(
                    reference(Channels.referenceTo(topic) + "/messages/" + Messages.keyOf(type)));
        }
    }
}
