package dev.hookline.gateway.pluginapi;

import java.util.Optional;

/** The beginning of texts that are ordered by code point. */
public record Prefix(String text) {

    /**
     * The first text after all those that begin so; empty when none comes after them. With it a
     * prefix is a range, and none of its characters has a meaning.
     */
    public Optional<String> end() {
        int end = text.length();
        while (end > 0) {
            int last = text.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                return Optional.of(text.substring(0, end) + Character.toString(after(last)));
            }
        }
        return Optional.empty();
    }

    private static int after(int codePoint) {
        int next = codePoint + 1;
        return next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE
                ? Character.MAX_SURROGATE + 1
                : next;
    }
}
