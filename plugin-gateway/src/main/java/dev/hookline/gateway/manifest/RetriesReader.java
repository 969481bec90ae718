package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the pauses between attempts that a plugin wants for its deliveries. */
final class RetriesReader {

    private static final int MOST = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Pattern ISO = Pattern.compile("P[0-9DTHMS.]{1,30}");
    private static final String RULE =
            "must be a duration from 1 s to 24 h, such as 5s, 10m or PT10M";

    private final Faults faults;

    RetriesReader(Faults faults) {
        this.faults = faults;
    }

    List<Duration> read(JsonReader manifest) {
        var elements = manifest.array("retries", MOST);
        var retries = new ArrayList<Duration>();
        for (int i = 0; i < elements.size(); i++) {
            var pause = duration(elements.get(i));
            if (pause == null || pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0) {
                faults.add("retries[" + i + "]", RULE);
            } else {
                retries.add(pause);
            }
        }
        return retries;
    }

    /** Null for what is no duration. */
    private static @Nullable Duration duration(JsonNode element) {
        var text = element.isTextual() ? element.textValue() : "";
        var simple = SIMPLE.matcher(text);
        try {
            if (simple.matches()) {
                return Duration.parse("PT" + simple.group(1) + simple.group(2));
            }
            return ISO.matcher(text).matches() ? Duration.parse(text) : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
