package dev.hookline.media.store;

import java.io.IOException;

/** There is no room for the bytes; nothing of them was kept. */
public class StorageFullException extends IOException {

    public StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
