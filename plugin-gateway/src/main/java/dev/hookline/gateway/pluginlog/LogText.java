package dev.hookline.gateway.pluginlog;

/** Takes from a plugin's text what could deceive whoever reads a log. */
final class LogText {

    private static final String REPLACEMENT = "\uFFFD";

    private LogText() {}

    /** The text without control characters; line breaks and tabs stay. */
    static String cleaned(String text) {
        var cleaned = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> {
                    if (character == '\n' || character == '\t' || !isDeceptive(character)) {
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

    private static boolean isDeceptive(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            // Changes the direction of what follows; joiners of scripts and emoji are harmless.
            case Character.FORMAT ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069);
            default -> false;
        };
    }
}
