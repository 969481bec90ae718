package dev.hookline.email.provider;

import java.io.IOException;
import java.time.Duration;

/** A mail server that did not answer in time. */
final class SilentServerException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param isAfterDot whether the message had been sent as a whole
     */
    SilentServerException(Duration limit, boolean isAfterDot) {
        super(
                isAfterDot
                        ? "the mail server did not confirm the message within "
                                + limit.toSeconds()
                                + " s; it may arrive twice"
                        : "the mail server did not answer within " + limit.toSeconds() + " s");
    }
}
