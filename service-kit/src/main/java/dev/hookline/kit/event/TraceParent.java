package dev.hookline.kit.event;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The W3C trace context of the current work: the client's when it sent one, a new trace otherwise.
 */
@ApplicationScoped
public class TraceParent {

    private static final String HEADER = "traceparent";
    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final CurrentVertxRequest request;

    TraceParent(CurrentVertxRequest request) {
        this.request = request;
    }

    public String current() {
        if (Arc.container().requestContext().isActive() && request.getCurrent() != null) {
            var received = request.getCurrent().request().getHeader(HEADER);
            if (received != null && VALID.matcher(received).matches()) {
                return received;
            }
        }
        return newTrace();
    }

    private static String newTrace() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        // A trace id or span id of zeros is invalid, hence the lowest bit.
        return "00-"
                + hex.toHexDigits(random.nextLong())
                + hex.toHexDigits(random.nextLong() | 1)
                + "-"
                + hex.toHexDigits(random.nextLong() | 1)
                + "-01";
    }
}
