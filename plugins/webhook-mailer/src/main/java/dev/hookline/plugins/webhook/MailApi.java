package dev.hookline.plugins.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.sdk.services.FetchRequest;
import dev.hookline.sdk.services.FetchResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;

/** The HTTP API that takes messages, in the manner of Resend's. */
record MailApi(URI url) {

    /** Statuses that speak of one message alone; others say that none can be delivered now. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    private static final int LONGEST_REASON = 200;

    MailApi {
        if (url.getHost() == null) {
            throw new IllegalArgumentException("not the URL of an API: " + url);
        }
    }

    /**
     * A message as the API takes it.
     *
     * @param id the same whenever this message is posted, so that the API can tell a repetition
     */
    FetchRequest post(ObjectNode message, String id, String key) {
        if (message.has("replyTo")) {
            message.set("reply_to", message.remove("replyTo"));
        }
        return FetchRequest.of("POST", url.toString())
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", id)
                .json(message);
    }

    static boolean refusesTheMessage(FetchResponse answer) {
        return REFUSALS.contains(answer.status());
    }

    /** What the API said, in its own words where it has any. */
    static String said(FetchResponse answer) {
        var words = words(answer);
        return "the mail API answered " + answer.status() + (words.isEmpty() ? "" : ": " + words);
    }

    private static String words(FetchResponse answer) {
        try {
            var words = answer.json().path("message").asText();
            return words.substring(0, Math.min(words.length(), LONGEST_REASON));
        } catch (UncheckedIOException notJson) {
            return "";
        }
    }
}
