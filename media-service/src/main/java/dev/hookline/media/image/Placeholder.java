package dev.hookline.media.image;

import dev.hookline.media.picture.Size;
import io.trbl.blurhash.BlurHash;
import java.awt.image.BufferedImage;

/** Makes a BlurHash: about twenty characters that a page can draw while the picture loads. */
final class Placeholder {

    private static final int LONG_SIDE = 48;
    private static final int MANY = 4;
    private static final int FEW = 3;

    private Placeholder() {}

    /** How wide the picture should be for it; more costs time and changes nothing. */
    static int width(Size size) {
        return size.width() >= size.height()
                ? LONG_SIDE
                : Math.max(1, (int) ((long) LONG_SIDE * size.width() / size.height()));
    }

    /** Transparent parts count as white, which most pages are. */
    static String of(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = onWhite(pixels[i]);
        }
        return BlurHash.encode(
                pixels, width, height, width >= height ? MANY : FEW, width >= height ? FEW : MANY);
    }

    private static int onWhite(int argb) {
        var opacity = argb >>> 24;
        var white = 255 - opacity;
        var mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= ((argb >> shift & 0xff) * opacity / 255 + white) << shift;
        }
        return mixed;
    }
}
