package dev.hookline.media.serving;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a client is to get (RFC 9110, section 14). */
sealed interface ByteRange {

    /** Everything: nothing else was asked for, or nothing that is understood. */
    record Whole() implements ByteRange {}

    /**
     * A part of the bytes.
     *
     * @param first position of the first byte
     * @param last position of the last byte, within the size
     */
    record Part(long first, long last) implements ByteRange {

        long length() {
            return last - first + 1;
        }
    }

    /** Bytes behind the end. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Reads a {@code Range} header. Several ranges at once are answered with the whole, which a
     * server may do: a client that wants parts can ask for them one by one.
     */
    static ByteRange of(@Nullable String header, long size) {
        var range = header == null ? null : Syntax.single(header);
        if (range == null || size == 0) {
            return new Whole();
        }
        return range.group(1).isEmpty()
                ? suffix(Syntax.number(range.group(2)), size)
                : between(range.group(1), range.group(2), size);
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0
                ? new Unsatisfiable()
                : new Part(size - Math.min(length, size), size - 1);
    }

    private static ByteRange between(String from, String to, long size) {
        long first = Syntax.number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Syntax.number(to);
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }

    /** How ranges are written. */
    final class Syntax {

        private static final Pattern UNIT = Pattern.compile("bytes\\s*=", Pattern.CASE_INSENSITIVE);
        private static final Pattern RANGE = Pattern.compile("(\\d*)-(\\d*)");
        private static final int SAFE_DIGITS = 18;

        private Syntax() {}

        /** The only range of a header; null when there are several, or something else. */
        private static @Nullable Matcher single(String header) {
            var unit = UNIT.matcher(header);
            if (!unit.lookingAt()) {
                return null;
            }
            var ranges =
                    Arrays.stream(header.substring(unit.end()).split(",", -1))
                            .map(String::strip)
                            .filter(range -> !range.isEmpty())
                            .limit(2)
                            .toList();
            if (ranges.size() != 1 || ranges.getFirst().equals("-")) {
                return null;
            }
            var range = RANGE.matcher(ranges.getFirst());
            return range.matches() ? range : null;
        }

        /** A number of any length: beyond every file is far enough. */
        private static long number(String digits) {
            var significant = digits.replaceFirst("^0+(?=\\d)", "");
            return significant.length() > SAFE_DIGITS
                    ? Long.MAX_VALUE
                    : Long.parseLong(significant);
        }
    }
}
