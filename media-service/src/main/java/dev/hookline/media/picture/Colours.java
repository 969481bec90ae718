package dev.hookline.media.picture;

import java.util.Optional;

/** Makes sRGB of a row of whatever samples, keeping opacity apart. */
final class Colours {

    private final Samples samples;
    private final Optional<Profile> profile;
    private final byte[] plain;
    private final byte[] rgb;

    Colours(Samples samples, Optional<Profile> profile, int width) {
        this.samples = samples;
        this.profile = profile;
        this.plain = new byte[width * samples.colours()];
        this.rgb = new byte[width * 3];
    }

    /** Red, green and blue of each pixel; valid until the next call. */
    byte[] rgb(byte[] row) {
        var pixels = rgb.length / 3;
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(
                    row, i * samples.bands(), plain, i * samples.colours(), samples.colours());
        }
        switch (samples) {
            case YCC, YCCK -> undoYcc(plain, samples.colours());
            case GREY, GREY_ALPHA, RGB, RGB_ALPHA, CMYK -> {}
        }
        if (profile.isPresent()) {
            if (samples.colours() == 4) {
                invert(plain);
            }
            profile.get().convert(plain, rgb, pixels);
        } else {
            withoutProfile(pixels);
        }
        return rgb;
    }

    private void withoutProfile(int pixels) {
        for (int i = 0; i < pixels; i++) {
            for (int band = 0; band < 3; band++) {
                rgb[i * 3 + band] =
                        switch (samples.colours()) {
                            case 1 -> plain[i];
                            case 3 -> plain[i * 3 + band];
                            default ->
                                    (byte)
                                            (((plain[i * 4 + band] & 0xff)
                                                                    * (plain[i * 4 + 3] & 0xff)
                                                            + 127)
                                                    / 255);
                        };
            }
        }
    }

    /** JFIF 1.02, page 3. */
    private static void undoYcc(byte[] row, int bands) {
        for (int at = 0; at < row.length; at += bands) {
            var y = row[at] & 0xff;
            var cb = (row[at + 1] & 0xff) - 128;
            var cr = (row[at + 2] & 0xff) - 128;
            row[at] = clamp(y + 1.402f * cr);
            row[at + 1] = clamp(y - 0.344136f * cb - 0.714136f * cr);
            row[at + 2] = clamp(y + 1.772f * cb);
        }
    }

    private static byte clamp(float value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    private static void invert(byte[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (255 - (row[i] & 0xff));
        }
    }
}
