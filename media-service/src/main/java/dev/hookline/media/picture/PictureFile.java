package dev.hookline.media.picture;

import java.io.IOException;
import java.util.Optional;

/** A picture's header, and how its pixels are reached from there. */
sealed interface PictureFile permits GifFile, JpegFile, PngFile, WebpFile {

    /** As stored, so before it is turned. */
    Size size();

    Orientation orientation();

    /** Why its pixels cannot be had or would be wrong; empty when one may try. */
    Optional<String> obstacle();

    /** More than one picture, of which a smaller copy would have the first only. */
    boolean animated();

    /** Bytes of a colour profile, when it has one. */
    Optional<byte[]> profile(FileBytes file) throws IOException;

    /** How it would be decoded so that it can be averaged to a size. */
    Plan plan(Size wanted);

    /** Decodes all rows, as planned. */
    void decode(FileBytes file, Plan plan, RowSink rows) throws IOException;

    /**
     * A way to decode.
     *
     * @param size of what comes out, at least what was wanted
     * @param every which pixels are decoded: all for 1, every second for 2
     * @param memory in bytes, at most, native memory included
     */
    record Plan(Size size, int every, Samples samples, long memory) {

        static Plan every(int every, Size size, Samples samples, long memory) {
            return new Plan(
                    new Size(Math.ceilDiv(size.width(), every), Math.ceilDiv(size.height(), every)),
                    every,
                    samples,
                    memory);
        }
    }

    /** Leaves out pixels, but not so many that four or more would not make one. */
    static int everyOf(Size from, Size wanted) {
        return Math.max(
                1,
                Math.min(
                        from.width() / (2 * wanted.width()),
                        from.height() / (2 * wanted.height())));
    }
}
