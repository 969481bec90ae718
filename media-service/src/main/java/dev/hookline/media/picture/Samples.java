package dev.hookline.media.picture;

/** What the bytes of a pixel mean. */
enum Samples {
    GREY(1, false),
    GREY_ALPHA(1, true),
    RGB(3, false),
    RGB_ALPHA(3, true),
    /** As in JFIF, full range. */
    YCC(3, false),
    /** Upside down, as Adobe writes it: 255 is no ink. */
    CMYK(4, false),
    /** The same, its first three as YCC of their complements. */
    YCCK(4, false);

    private final int colours;
    private final boolean alpha;

    Samples(int colours, boolean alpha) {
        this.colours = colours;
        this.alpha = alpha;
    }

    int colours() {
        return colours;
    }

    boolean alpha() {
        return alpha;
    }

    int bands() {
        return alpha ? colours + 1 : colours;
    }
}
