package dev.hookline.media.item;

import java.nio.charset.StandardCharsets;

/** Percent-encodes what is to be one segment of a path (RFC 3986, section 3.3). */
final class PathSegment {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private PathSegment() {}

    static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(DIGITS[octet >> 4 & 0xf]).append(DIGITS[octet & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || UNRESERVED_MARKS.indexOf(octet) >= 0;
    }
}
