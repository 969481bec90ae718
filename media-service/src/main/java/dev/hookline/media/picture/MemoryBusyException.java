package dev.hookline.media.picture;

import java.io.InterruptedIOException;

/** Other pictures had the memory all the time; another attempt may succeed. */
public class MemoryBusyException extends InterruptedIOException {

    MemoryBusyException() {
        super("other pictures have the memory");
    }
}
