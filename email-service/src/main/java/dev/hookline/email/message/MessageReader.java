package dev.hookline.email.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message from JSON and names every fault under its field. Clients and plugins are read by
 * the same rules.
 */
public final class MessageReader {

    /** What reading comes to. */
    public sealed interface Read {

        record Valid(Message message) implements Read {}

        /**
         * Not a message.
         *
         * @param faults at least one
         */
        record Faulty(List<Fault> faults) implements Read {

            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    private static final Set<String> MEMBERS =
            Set.of("to", "cc", "bcc", "from", "replyTo", "subject", "text", "html", "headers");
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_TEXT = 500_000;
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_HEADER = 900;
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]{1,70}");
    private static final String ADDRESS = "must be an address such as ann@example.org";

    /** Headers that a message has anyway or that belong to those who carry it. */
    private static final Set<String> RESERVED =
            Set.of(
                    "from",
                    "to",
                    "cc",
                    "bcc",
                    "reply-to",
                    "sender",
                    "subject",
                    "date",
                    "message-id",
                    "mime-version",
                    "return-path",
                    "received",
                    "dkim-signature",
                    "authentication-results",
                    "delivered-to");

    private final JsonNode json;
    private final List<Fault> faults = new ArrayList<>();

    private MessageReader(JsonNode json) {
        this.json = json;
    }

    public static Read read(JsonNode json) {
        return new MessageReader(json).read();
    }

    private Read read() {
        if (!json.isObject()) {
            return new Read.Faulty(List.of(new Fault("", "must be a JSON object")));
        }
        json.fieldNames()
                .forEachRemaining(name -> {
                    if (!MEMBERS.contains(name)) {
                        var shown = Storable.flawIn(name) == null ? name : "?";
                        faults.add(new Fault(shown, "is not a member of a message"));
                    }
                });
        var to = address("to", json.get("to"), true);
        var cc = addresses("cc");
        var bcc = addresses("bcc");
        var from = address("from", json.get("from"), false);
        var replyTo = address("replyTo", json.get("replyTo"), false);
        var subject = line("subject");
        var text = text("text", true);
        var html = text("html", false);
        var headers = headers();
        if (!faults.isEmpty() || to == null || text == null) {
            return new Read.Faulty(faults);
        }
        return new Read.Valid(
                new Message(to, cc, bcc, from, replyTo, subject, text, html, headers));
    }

    private @Nullable EmailAddress address(
            String field, @Nullable JsonNode value, boolean isRequired) {
        if (value == null || value.isNull()) {
            if (isRequired) {
                faults.add(new Fault(field, "is required and must be a string"));
            }
            return null;
        }
        var address =
                value.isTextual()
                        ? EmailAddress.of(value.textValue())
                        : Optional.<EmailAddress>empty();
        if (address.isEmpty()) {
            faults.add(new Fault(field, ADDRESS));
        }
        return address.orElse(null);
    }

    private List<EmailAddress> addresses(String field) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MOST_RECIPIENTS) {
            faults.add(
                    new Fault(
                            field,
                            "must be an array of at most " + MOST_RECIPIENTS + " addresses"));
            return List.of();
        }
        var addresses = new ArrayList<EmailAddress>();
        for (int i = 0; i < value.size(); i++) {
            var address = address(field + "[" + i + "]", value.get(i), true);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private String line(String field) {
        var value = json.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            faults.add(new Fault(field, "is required and must be a string"));
            return "";
        }
        var line = value.textValue();
        if (line.length() > LONGEST_SUBJECT || !isLine(line)) {
            faults.add(
                    new Fault(
                            field,
                            "must be one line of at most " + LONGEST_SUBJECT + " characters"));
        }
        return line;
    }

    private @Nullable String text(String field, boolean isRequired) {
        var value = json.path(field);
        if (!isRequired && (value.isMissingNode() || value.isNull())) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            faults.add(
                    new Fault(
                            field,
                            isRequired
                                    ? "is required and must be a string"
                                    : "must be a string that is not empty"));
            return null;
        }
        var text = value.textValue();
        if (text.length() > LONGEST_TEXT || !text.codePoints().allMatch(MessageReader::isText)) {
            faults.add(
                    new Fault(
                            field,
                            "must be at most "
                                    + LONGEST_TEXT
                                    + " characters, none of them a control character"));
        }
        return text;
    }

    private Map<String, String> headers() {
        var value = json.path("headers");
        var headers = new LinkedHashMap<String, String>();
        if (value.isMissingNode() || value.isNull()) {
            return headers;
        }
        if (!value.isObject() || value.size() > MOST_HEADERS) {
            faults.add(
                    new Fault(
                            "headers",
                            "must be an object of at most " + MOST_HEADERS + " headers"));
            return headers;
        }
        value.properties()
                .forEach(header -> {
                    if (isHeader(header.getKey(), header.getValue())) {
                        headers.put(header.getKey(), header.getValue().textValue());
                    }
                });
        return headers;
    }

    private boolean isHeader(String name, JsonNode value) {
        var field = "headers." + name;
        var lower = name.toLowerCase(Locale.ROOT);
        if (!HEADER.matcher(name).matches()) {
            faults.add(new Fault("headers", "has a name that no header can have"));
            return false;
        }
        if (RESERVED.contains(lower) || lower.startsWith("content-")) {
            faults.add(new Fault(field, "is set by the platform"));
            return false;
        }
        if (!value.isTextual()
                || value.textValue().length() > LONGEST_HEADER
                || !isLine(value.textValue())) {
            faults.add(
                    new Fault(
                            field,
                            "must be one line of at most " + LONGEST_HEADER + " characters"));
            return false;
        }
        return true;
    }

    private static boolean isLine(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                                || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean isText(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || !Character.isISOControl(character)
                        && Character.getType(character) != Character.SURROGATE;
    }
}
