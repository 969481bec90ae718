package dev.hookline.media.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** What a picture's colours mean, by the ICC profile it brings. */
final class Profile {

    static final int MAX_LENGTH = 4 * 1024 * 1024;

    private static final int STEPS = 5;
    private static final int INVISIBLE = 2;

    private final ColorConvertOp conversion;
    private final int colours;

    private Profile(ICC_Profile profile, int colours) {
        var srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        this.conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
        this.colours = colours;
    }

    /**
     * Reads a profile; empty when it changes nothing that can be seen.
     *
     * @param colours how many there are in the picture: 1 grey, 3 RGB, 4 CMYK
     * @throws UnreadablePictureException when it does not fit, since then nobody knows the colours
     */
    static Optional<Profile> of(byte[] icc, int colours) throws UnreadablePictureException {
        try {
            var known = ICC_Profile.getInstance(icc);
            if (known.getColorSpaceType() != space(colours)) {
                throw new UnreadablePictureException("the colour profile is for other colours");
            }
            var profile = new Profile(known, colours);
            return profile.changesNothing() ? Optional.empty() : Optional.of(profile);
        } catch (IllegalArgumentException | CMMException e) {
            throw new UnreadablePictureException("the colour profile cannot be read", e);
        }
    }

    private static int space(int colours) {
        return switch (colours) {
            case 1 -> ColorSpace.TYPE_GRAY;
            case 3 -> ColorSpace.TYPE_RGB;
            default -> ColorSpace.TYPE_CMYK;
        };
    }

    /** Most profiles are some sRGB; trying a few colours is safer than its many names. */
    private boolean changesNothing() {
        if (colours != 3) {
            return false;
        }
        var tried = new byte[STEPS * STEPS * STEPS * 3];
        for (int i = 0; i < tried.length / 3; i++) {
            tried[i * 3] = (byte) (i % STEPS * 255 / (STEPS - 1));
            tried[i * 3 + 1] = (byte) (i / STEPS % STEPS * 255 / (STEPS - 1));
            tried[i * 3 + 2] = (byte) (i / STEPS / STEPS * 255 / (STEPS - 1));
        }
        var became = new byte[tried.length];
        convert(tried, became, tried.length / 3);
        for (int i = 0; i < tried.length; i++) {
            if (Math.abs((tried[i] & 0xff) - (became[i] & 0xff)) > INVISIBLE) {
                return false;
            }
        }
        return true;
    }

    /** Makes sRGB of a row; CMYK is ink here, so 255 is all of it. */
    void convert(byte[] from, byte[] rgb, int pixels) {
        conversion.filter(row(from, pixels, colours), row(rgb, pixels, 3));
    }

    private static WritableRaster row(byte[] samples, int pixels, int bands) {
        var offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        var buffer = new DataBufferByte(samples, pixels * bands);
        return Raster.createInterleavedRaster(
                buffer, pixels, 1, pixels * bands, bands, offsets, null);
    }
}
