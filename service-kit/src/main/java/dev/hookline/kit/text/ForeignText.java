package dev.hookline.kit.text;

/** Makes text of unknown origin safe to store, to log and to send on. */
public final class ForeignText {

    /** Longest cleaned reason in characters (UTF-16 code units). */
    public static final int MAX_REASON_LENGTH = 500;

    private static final char REPLACEMENT = '\uFFFD';
    private static final char ELLIPSIS = '…';

    private ForeignText() {}

    /**
     * Cleans a reason: one line without control characters, lone surrogates and characters that
     * change the text direction, at most {@value #MAX_REASON_LENGTH} characters. Line breaks and
     * tabs become spaces, other removed characters become U+FFFD. A shortened text ends with an
     * ellipsis. Text that is clean already is returned unchanged.
     */
    public static String asReason(String text) {
        return cleaned(text, MAX_REASON_LENGTH);
    }

    /**
     * Cleans a text as {@link #asReason} does, with another limit.
     *
     * @param maxLength in characters (UTF-16 code units), at least 1
     */
    public static String cleaned(String text, int maxLength) {
        // Only the part that can stay is looked at: the rest may be megabytes.
        int end = Math.min(text.length(), maxLength);
        var cleaned = new StringBuilder(end);
        for (int i = 0; i < end; ) {
            int character = text.codePointAt(i);
            int length = Character.charCount(character);
            if (i + length > maxLength) {
                break;
            }
            append(cleaned, character);
            i += length;
        }
        if (text.length() <= maxLength) {
            return cleaned.toString();
        }
        return shortened(cleaned, maxLength);
    }

    private static void append(StringBuilder cleaned, int character) {
        if (Character.isWhitespace(character) && Character.isISOControl(character)) {
            cleaned.append(' ');
        } else if (isUnsafe(character)) {
            cleaned.append(REPLACEMENT);
        } else {
            cleaned.appendCodePoint(character);
        }
    }

    private static String shortened(StringBuilder cleaned, int maxLength) {
        int end = Math.min(cleaned.length(), maxLength - 1);
        if (end > 0 && Character.isHighSurrogate(cleaned.charAt(end - 1))) {
            end--;
        }
        cleaned.setLength(end);
        return cleaned.append(ELLIPSIS).toString();
    }

    /**
     * Tells whether a character can deceive a reader or break a row: controls, lone surrogates,
     * separators of lines and paragraphs, and changes of the text direction.
     */
    public static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            // Embeddings, overrides and isolates reorder what follows them on the line.
            case Character.FORMAT ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069);
            default -> false;
        };
    }
}
