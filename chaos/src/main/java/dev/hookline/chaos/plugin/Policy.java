package dev.hookline.chaos.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * The policy of a run: marks everything that passes, and refuses what is called forbidden. What it
 * says no to or has not marked must never be found stored.
 */
public final class Policy implements Function<Call, Reply> {

    /** What stands in the title of what must be refused. */
    public static final String FORBIDDEN = "forbidden";

    /** What the ids of entries begin with that must not be deleted. */
    public static final String KEPT = "kept-";

    /** What the names of files begin with that have passed. */
    public static final String FILE_MARK = "passed-";

    /** What the texts of mails end with that have passed. */
    public static final String MAIL_MARK = "passed the policy";

    /** The mark of an entry that an operation has saved. */
    public static String markOf(String operation) {
        return "passed:" + operation;
    }

    @Override
    public Reply apply(Call call) {
        var event = call.event();
        return switch (call.hook()) {
            case "content:beforeSave" -> save((ObjectNode) event.get("content"));
            case "content:beforeDelete" ->
                    event.path("id").asText().startsWith(KEPT)
                            ? new Reply.No("is kept")
                            : new Reply.Done();
            case "media:beforeUpload" -> upload((ObjectNode) event.get("file"));
            case "email:beforeSend" -> mail((ObjectNode) event.get("message"));
            default -> new Reply.Done();
        };
    }

    private static Reply save(ObjectNode content) {
        if (content.path("title").asText().contains(FORBIDDEN)) {
            return new Reply.No("is forbidden");
        }
        return new Reply.Value(content.put("mark", markOf(content.path("op").asText())));
    }

    private static Reply upload(ObjectNode file) {
        var name = file.path("name").asText();
        if (name.contains(FORBIDDEN)) {
            return new Reply.No("is forbidden");
        }
        return new Reply.Value(file.put("name", FILE_MARK + name));
    }

    private static Reply mail(ObjectNode message) {
        if (message.path("subject").asText().contains(FORBIDDEN)) {
            return new Reply.No("is forbidden");
        }
        var text = message.path("text").asText();
        return new Reply.Value(message.put("text", text + "\n" + MAIL_MARK));
    }
}
