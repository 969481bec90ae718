package dev.hookline.content.entry;

import dev.hookline.kit.problem.ProblemException;
import jakarta.persistence.Embeddable;
import java.util.regex.Pattern;

/** Which entry: its collection and its id within it. */
@Embeddable
public record EntryKey(String collection, String id) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** Whether a text may be the id of an entry. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Names the entry in hooks, on topics and in logs: {@code posts/01J…}. */
    public String subject() {
        return collection + '/' + id;
    }

    /** The problem of an entry that does not exist, or not for the caller. */
    public ProblemException notFound() {
        return ProblemException.notFound(
                isId(id) ? "there is no entry " + subject() : "there is no entry of that id");
    }
}
