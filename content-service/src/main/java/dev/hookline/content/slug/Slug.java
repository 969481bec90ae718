package dev.hookline.content.slug;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The syntax of slugs: lower-case letters and digits of any script, in parts joined by one of
 * {@code - _ .}.
 */
public final class Slug {

    /** In UTF-16 code units. */
    public static final int MAX_LENGTH = 200;

    /** What a slug must be, in words for a person. */
    public static final String RULE =
            "must be lower-case letters and digits joined by single dashes, such as hello-world, at"
                    + " most "
                    + MAX_LENGTH
                    + " characters";

    private static final Pattern VALID =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]++(?:[-_.][\\p{L}\\p{M}\\p{N}]++)*+");

    /** Letters that have no decomposition into a plain letter and a mark. */
    private static final Map<Integer, String> PLAIN =
            Map.ofEntries(
                    Map.entry((int) 'ß', "ss"),
                    Map.entry((int) 'æ', "ae"),
                    Map.entry((int) 'œ', "oe"),
                    Map.entry((int) 'ø', "o"),
                    Map.entry((int) 'đ', "d"),
                    Map.entry((int) 'ð', "d"),
                    Map.entry((int) 'ħ', "h"),
                    Map.entry((int) 'ı', "i"),
                    Map.entry((int) 'ł', "l"),
                    Map.entry((int) 'þ', "th"));

    private Slug() {}

    /** The slug of a title; empty when the title has neither letters nor digits. */
    public static String of(String title) {
        var lower = title.toLowerCase(Locale.ROOT);
        var slug = new StringBuilder();
        Normalizer.normalize(lower, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> !isAccent(character))
                .forEach(character -> append(slug, character));
        // A second pass of lower case: stripping an accent may uncover an upper-case letter's twin.
        var whole = Normalizer.normalize(slug, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return cut(whole, MAX_LENGTH);
    }

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH
                && VALID.matcher(text).matches()
                && text.equals(text.toLowerCase(Locale.ROOT))
                && Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    /** The slug with a number appended, within the maximum length. */
    public static String numbered(String slug, long number) {
        var suffix = "-" + number;
        return cut(slug, MAX_LENGTH - suffix.length()) + suffix;
    }

    private static void append(StringBuilder slug, int character) {
        if (!isWordCharacter(character)) {
            if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
            return;
        }
        var plain = PLAIN.get(character);
        if (plain == null) {
            slug.appendCodePoint(character);
        } else {
            slug.append(plain);
        }
    }

    /** Accents of European scripts; marks of others, such as vowel signs, carry meaning. */
    private static boolean isAccent(int character) {
        return character >= 0x0300 && character <= 0x036F;
    }

    private static boolean isWordCharacter(int character) {
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }

    private static String cut(String slug, int length) {
        int end = Math.min(slug.length(), length);
        if (end < slug.length() && Character.isLowSurrogate(slug.charAt(end))) {
            end--;
        }
        while (end > 0 && isJoint(slug.charAt(end - 1))) {
            end--;
        }
        return slug.substring(0, end);
    }

    private static boolean isJoint(char character) {
        return character == '-' || character == '_' || character == '.';
    }
}
