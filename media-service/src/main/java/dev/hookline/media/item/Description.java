package dev.hookline.media.item;

import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.ProblemException;

/** What people write about a file: limits of {@code alt} and {@code caption}. */
public final class Description {

    /** The field that says what is to be seen, for those who cannot. */
    public static final String ALT = "alt";

    /** The field with the text below a picture. */
    public static final String CAPTION = "caption";

    /** In characters. */
    public static final int MAX_ALT = 1_000;

    /** In characters. */
    public static final int MAX_CAPTION = 10_000;

    private Description() {}

    /**
     * Gives a text back that can be stored.
     *
     * @param field {@link #ALT} or {@link #CAPTION}
     * @throws ProblemException 422 {@code validation-failed}
     */
    public static String require(String field, String text) {
        int longest = field.equals(ALT) ? MAX_ALT : MAX_CAPTION;
        if (text.codePointCount(0, text.length()) > longest) {
            throw ProblemException.invalid(field, "must have at most " + longest + " characters");
        }
        var flaw = Storable.flawIn(text);
        if (flaw != null) {
            throw ProblemException.invalid(field, flaw);
        }
        return text;
    }
}
