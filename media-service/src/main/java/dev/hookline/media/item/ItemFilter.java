package dev.hookline.media.item;

import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which items a client wants to see.
 *
 * @param type a media type, or the beginning of one up to the slash
 * @param text part of the file name
 * @param before the id from which on earlier ones are wanted
 */
record ItemFilter(@Nullable String type, @Nullable String text, @Nullable String before) {

    private static final int MAX_TEXT = 255;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][^/\\s\\p{Cc}]{0,126}/\\S{0,127}");
    private static final Pattern WILDCARD = Pattern.compile("[%_\\\\]");

    /** Refuses what makes no sense, with 400 {@code invalid-parameter}. */
    static ItemFilter of(@Nullable String type, @Nullable String text) {
        var lower = type == null ? null : type.toLowerCase(Locale.ROOT);
        if (lower != null && (!TYPE.matcher(lower).matches() || Storable.flawIn(lower) != null)) {
            throw ProblemException.invalidParameter(
                    "type", "must be a media type such as image/png, or its beginning, image/");
        }
        if (text != null && (text.length() > MAX_TEXT || Storable.flawIn(text) != null)) {
            throw ProblemException.invalidParameter(
                    "q", "must be a text of at most " + MAX_TEXT + " characters");
        }
        return new ItemFilter(lower, text, null);
    }

    ItemFilter before(String id) {
        return new ItemFilter(type, text, id);
    }

    /** What a cursor belongs to. */
    String list() {
        return "media " + type + ' ' + text;
    }

    String condition() {
        var conditions = new ArrayList<>(List.of("1 = 1"));
        if (type != null) {
            conditions.add("mimeType like :type escape '\\'");
        }
        if (text != null) {
            conditions.add("lower(filename) like lower(:text) escape '\\'");
        }
        if (before != null) {
            conditions.add("id < :before");
        }
        return String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        if (type != null) {
            values.put("type", literal(type) + (type.endsWith("/") ? "%" : ""));
        }
        if (text != null) {
            values.put("text", '%' + literal(text) + '%');
        }
        if (before != null) {
            values.put("before", before);
        }
        return values;
    }

    private static String literal(String text) {
        return WILDCARD.matcher(text).replaceAll("\\\\$0");
    }
}
