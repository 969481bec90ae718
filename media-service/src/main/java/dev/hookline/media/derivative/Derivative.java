package dev.hookline.media.derivative;

import java.nio.file.Path;

/** What became of the wish for a smaller copy. */
public sealed interface Derivative {

    /**
     * It is there.
     *
     * @param file may be evicted at any time, so open it at once, and ask again if it is gone
     * @param size in bytes
     * @param etag opaque, without quotes; another one whenever the bytes may differ
     */
    record Made(Path file, String mimeType, long size, String etag) implements Derivative {}

    /** There is none: no picture, an animation, broken, too large. The original has to do. */
    record None(String reason) implements Derivative {}

    /** Not within the time; it may be there in a few seconds. */
    record Busy() implements Derivative {}
}
