package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed members of one JSON object and notes a fault, under the member's full path, for each
 * that is not what it should be. Reading methods answer a harmless value after a fault, so that
 * reading can go on.
 */
final class JsonReader {

    private final JsonNode object;
    private final String path;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    JsonReader(JsonNode object, String path, Faults faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    @Nullable JsonNode member(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String requiredText(String name, Pattern pattern, String rule) {
        var value = member(name);
        if (value == null) {
            faults.add(pathOf(name), "is required");
            return "";
        }
        return text(name, value, pattern, rule);
    }

    String text(String name, String fallback, Pattern pattern, String rule) {
        var value = member(name);
        return value == null ? fallback : text(name, value, pattern, rule);
    }

    private String text(String name, JsonNode value, Pattern pattern, String rule) {
        if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
            faults.add(pathOf(name), rule);
            return "";
        }
        return value.textValue();
    }

    int integer(String name, int fallback, int least, int most) {
        var value = member(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            faults.add(pathOf(name), "must be a whole number from " + least + " to " + most);
            return fallback;
        }
        return value.intValue();
    }

    boolean bool(String name, boolean fallback) {
        var value = member(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            faults.add(pathOf(name), "must be true or false");
        }
        return value.asBoolean(fallback);
    }

    /** Elements of an array, an empty list when the member is absent or no array. */
    List<JsonNode> array(String name, int most) {
        var value = member(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            faults.add(pathOf(name), "must be an array of at most " + most + " elements");
            return List.of();
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(elements::add);
        return elements;
    }

    List<String> texts(String name, int most, Pattern pattern, String rule) {
        var texts = new ArrayList<String>();
        var elements = array(name, most);
        for (int i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            if (!element.isTextual() || !pattern.matcher(element.textValue()).matches()) {
                faults.add(pathOf(name) + "[" + i + "]", rule);
            } else if (texts.contains(element.textValue())) {
                faults.add(pathOf(name) + "[" + i + "]", "is given twice");
            } else {
                texts.add(element.textValue());
            }
        }
        return texts;
    }

    /**
     * Faults for members that nobody asked for: a misspelt option must not be ignored in silence.
     */
    void refuseUnknown() {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        faults.add(pathOf(name), "is not a member of a manifest");
                    }
                });
    }

    String pathOf(String name) {
        var step = name.chars().allMatch(Character::isLetterOrDigit) ? name : "[\"" + name + "\"]";
        if (path.isEmpty()) {
            return step;
        }
        return step.startsWith("[") ? path + step : path + "." + step;
    }
}
