package dev.hookline.media.serving;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Times in headers, in the three forms that RFC 9110 (section 5.6.7) wants understood. */
final class HttpDate {

    private HttpDate() {}

    static String format(Instant time) {
        return DateFormatter.format(Date.from(time));
    }

    /** As it would come back from a client. */
    static Instant rounded(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Null when it is no date. */
    static @Nullable Instant parse(String text) {
        var date = text.isBlank() ? null : DateFormatter.parseHttpDate(text);
        return date == null ? null : date.toInstant();
    }
}
