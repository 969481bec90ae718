package dev.hookline.media.picture;

/** Width and height in pixels, both at least 1. */
public record Size(int width, int height) {

    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no picture is " + width + " by " + height);
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    public Size turned() {
        return new Size(height, width);
    }

    /** The same proportions, so wide at most; never larger than before. */
    public Size within(int most) {
        if (most >= width) {
            return this;
        }
        return new Size(most, Math.max(1, (int) Math.round((double) height * most / width)));
    }
}
