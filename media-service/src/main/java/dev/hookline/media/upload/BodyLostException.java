package dev.hookline.media.upload;

import java.io.IOException;

/** The rest of a body will not come: the client has gone, or stalled for too long. */
final class BodyLostException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyLostException(IOException cause) {
        super(cause);
    }
}
