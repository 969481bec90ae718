package dev.hookline.gateway.cron;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a page of tasks ended. */
record TaskCursor(String pluginId, String name) {

    private static final int MAX_LENGTH = 512;
    private static final Pattern TEXT = Pattern.compile("([a-z0-9-]+)/([a-zA-Z0-9_:-]+)");

    /**
     * Reads a cursor that a client sent back.
     *
     * @throws ProblemException 400 {@code invalid-cursor}
     */
    static TaskCursor read(String cursor) {
        if (cursor.length() <= MAX_LENGTH) {
            try {
                var text =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                var parts = TEXT.matcher(text);
                if (parts.matches()) {
                    return new TaskCursor(parts.group(1), parts.group(2));
                }
            } catch (IllegalArgumentException notBase64) {
                // Answered below, like everything that is unreadable.
            }
        }
        throw new ProblemException(
                ProblemType.INVALID_CURSOR, "cursor: names no place in this list");
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((pluginId + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
