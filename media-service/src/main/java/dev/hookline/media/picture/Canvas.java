package dev.hookline.media.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Where rows become a picture: in sRGB, and turned. */
final class Canvas implements RowSink {

    private final Size seen;
    private final Orientation orientation;
    private final Samples samples;
    private final Colours colours;
    private final BufferedImage image;
    private final byte[] pixels;
    private final int bands;
    private boolean transparent;
    private int row;

    Canvas(Size seen, Orientation orientation, Samples samples, Colours colours) {
        this.seen = seen;
        this.orientation = orientation;
        this.samples = samples;
        this.colours = colours;
        this.bands = samples.alpha() ? 4 : 3;
        this.image = picture(seen, samples.alpha());
        this.pixels = bytes(image);
    }

    /** What a picture of this size takes, with what averaging needs. */
    static long memory(Size seen, PictureFile.Plan plan) {
        var most = Math.max(plan.size().width(), seen.width());
        var bytes = plan.samples().alpha() ? 4L + 3 : 3L;
        return seen.pixels() * bytes + 64L * most;
    }

    private static BufferedImage picture(Size size, boolean alpha) {
        return new BufferedImage(
                size.width(),
                size.height(),
                alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public void row(byte[] from) {
        var rgb = colours.rgb(from);
        for (int x = 0; x < rgb.length / 3; x++) {
            var at = orientation.seenAt(x, row, seen) * bands;
            if (bands == 4) {
                var opacity = from[(x + 1) * samples.bands() - 1];
                transparent |= opacity != -1;
                pixels[at++] = opacity;
            }
            pixels[at] = rgb[x * 3 + 2];
            pixels[at + 1] = rgb[x * 3 + 1];
            pixels[at + 2] = rgb[x * 3];
        }
        row++;
    }

    /** What was drawn; without a channel for opacity when everything is opaque. */
    BufferedImage image() {
        if (bands == 3 || transparent) {
            return image;
        }
        var opaque = picture(seen, false);
        var into = bytes(opaque);
        for (int from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
            System.arraycopy(pixels, from + 1, into, to, 3);
        }
        return opaque;
    }
}
