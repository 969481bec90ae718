package dev.hookline.media.picture;

/**
 * How stored pixels are turned before they are seen: the tag {@code Orientation} of Exif 2.32,
 * 4.6.5.A, in its order.
 */
public enum Orientation {
    AS_STORED(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURNED_LEFT(true, false, true);

    private final boolean swaps;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The tag's value 1 to 8; any other means nothing. */
    static Orientation of(int tag) {
        return tag < 1 || tag > values().length ? AS_STORED : values()[tag - 1];
    }

    /** What is seen of what is stored, and the other way round. */
    public Size turn(Size size) {
        return swaps ? size.turned() : size;
    }

    /** Where a stored pixel is seen, as an index into the seen picture's pixels. */
    int seenAt(int x, int y, Size seen) {
        var column = swaps ? y : x;
        var row = swaps ? x : y;
        return (fromBottom ? seen.height() - 1 - row : row) * seen.width()
                + (fromRight ? seen.width() - 1 - column : column);
    }
}
