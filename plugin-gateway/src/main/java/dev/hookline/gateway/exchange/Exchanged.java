package dev.hookline.gateway.exchange;

import dev.hookline.kit.text.ForeignText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one HTTP exchange ended. */
public sealed interface Exchanged {

    /**
     * The other side answered.
     *
     * @param headers by name in lower case, in the order of the answer
     * @param body as it came over the wire, nothing decoded
     * @param truncated whether the body was longer than the cap and ends there
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(
            int status,
            String reason,
            Map<String, List<String>> headers,
            byte[] body,
            boolean truncated)
            implements Exchanged {}

    record TimedOut(Duration timeout) implements Exchanged {}

    /** No connection; the request has certainly not been received. */
    record NotConnected(String reason) implements Exchanged {

        public NotConnected {
            reason = ForeignText.asReason(reason);
        }
    }

    /** The connection broke after it had been made. */
    record Broken(String reason) implements Exchanged {

        public Broken {
            reason = ForeignText.asReason(reason);
        }
    }
}
