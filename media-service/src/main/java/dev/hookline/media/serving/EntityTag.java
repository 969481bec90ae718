package dev.hookline.media.serving;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A validator of bytes (RFC 9110, section 8.8.3).
 *
 * @param opaque without quotes
 */
record EntityTag(boolean weak, String opaque) {

    private static final Pattern FORM =
            Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");

    static EntityTag strong(String opaque) {
        return new EntityTag(false, opaque);
    }

    /** All tags of a header's list. */
    static List<EntityTag> listOf(String header) {
        return FORM.matcher(header).results().map(EntityTag::of).toList();
    }

    boolean isStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    boolean isWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    private static EntityTag of(MatchResult tag) {
        return new EntityTag(tag.group(1) != null, tag.group(2));
    }

    @Override
    public String toString() {
        return (weak ? "W/" : "") + '"' + opaque + '"';
    }
}
