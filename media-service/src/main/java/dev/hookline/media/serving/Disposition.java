package dev.hookline.media.serving;

import java.nio.charset.StandardCharsets;

/** What a browser is to do with a file, and its name (RFC 6266; RFC 8187 for other scripts). */
final class Disposition {

    private static final String ATTRIBUTE_MARKS = "!#$&+-.^_`|~";
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();
    private static final char SUBSTITUTE = '_';

    private Disposition() {}

    static String of(boolean inline, String filename) {
        var header = new StringBuilder(inline ? "inline" : "attachment");
        var plain = plain(filename);
        header.append("; filename=\"").append(plain).append('"');
        if (!plain.equals(filename)) {
            header.append("; filename*=UTF-8''").append(extended(filename));
        }
        return header.toString();
    }

    /** For old clients, without what they read in different ways: quotes, escapes and percents. */
    private static String plain(String filename) {
        var plain = new StringBuilder();
        filename.codePoints()
                .forEach(character ->
                        plain.append(isPlain(character) ? (char) character : SUBSTITUTE));
        return plain.toString();
    }

    private static boolean isPlain(int character) {
        return character >= ' '
                && character <= '~'
                && character != '"'
                && character != '\\'
                && character != '%'
                && character != '/';
    }

    private static String extended(String filename) {
        var encoded = new StringBuilder();
        for (byte octet : filename.getBytes(StandardCharsets.UTF_8)) {
            if (isAttributeCharacter(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(DIGITS[octet >> 4 & 0xf]).append(DIGITS[octet & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static boolean isAttributeCharacter(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || ATTRIBUTE_MARKS.indexOf(octet) >= 0;
    }
}
