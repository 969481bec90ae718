package dev.hookline.media.picture;

import java.io.IOException;

/** The file cannot be made into pixels, today or later; the message says why. */
public class UnreadablePictureException extends IOException {

    public UnreadablePictureException(String message) {
        super(message);
    }

    UnreadablePictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
