package dev.hookline.gateway.members;

import dev.hookline.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The name of a file in the path of a request that is passed on, in any language, but never what
 * would lead to another path.
 */
record FileName(String text) {

    private static final int LONGEST = 1_000;
    private static final String PLAIN_MARKS = "-._~";

    FileName {
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.equals(".")
                || text.equals("..")
                || text.chars().anyMatch(FileName::isForbidden)) {
            throw ProblemException.notFound("there is no file of that name");
        }
    }

    /** Percent-encoded, but for what is never anything else (RFC 3986, section 2.3). */
    @Override
    public String toString() {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isForbidden(int character) {
        return character == '/' || character == '\\' || Character.isISOControl(character);
    }

    private static boolean isPlain(char octet) {
        return octet < 128 && (Character.isLetterOrDigit(octet) || PLAIN_MARKS.indexOf(octet) >= 0);
    }
}
