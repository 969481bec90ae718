package dev.hookline.gateway.pluginlog;

import dev.hookline.kit.text.ForeignText;

/** Removes from a plugin's text what could deceive a reader of the log. */
final class LogText {

    private static final String REPLACEMENT = "\uFFFD";

    private LogText() {}

    /** The text without control characters; line breaks and tabs stay. */
    static String cleaned(String text) {
        var cleaned = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> {
                    if (character == '\n'
                            || character == '\t'
                            || !ForeignText.isUnsafe(character)) {
                        cleaned.appendCodePoint(character);
                    } else if (character != '\r') {
                        cleaned.append(REPLACEMENT);
                    }
                });
        return cleaned.toString();
    }

    /** A cleaned text as one line that cannot be taken for several. */
    static String oneLine(String cleaned) {
        return cleaned.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }
}
