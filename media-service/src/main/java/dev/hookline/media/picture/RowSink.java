package dev.hookline.media.picture;

import java.io.IOException;

/** Takes a picture row by row, from the top. */
@FunctionalInterface
interface RowSink {

    /**
     * The next row.
     *
     * @param samples pixel after pixel, all samples of each; valid during the call only
     */
    void row(byte[] samples) throws IOException;
}
