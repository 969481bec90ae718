package dev.hookline.media.picture;

import java.util.Optional;

/** How a PNG writes its pixels, and how they become samples of 8 bits. */
record PngForm(
        int depth, int channels, boolean interlaced, Samples samples, byte[] lookup, int[] clear) {

    private static final byte[] NO_PALETTE = {};
    private static final int[] NOTHING_CLEAR = {};
    private static final int OPAQUE = 255;

    static final PngForm NONE = new PngForm(8, 1, false, Samples.GREY, NO_PALETTE, NOTHING_CLEAR);

    /** By the bytes of the header; empty for what the standard does not know. */
    static Optional<PngForm> of(
            int depth, int type, int interlace, byte[] palette, byte[] transparency) {
        var deep = depth == 8 || depth == 16;
        var shallow = depth == 1 || depth == 2 || depth == 4;
        if (interlace < 0 || interlace > 1) {
            return Optional.empty();
        }
        var keyed = transparency.length > 0;
        return switch (type) {
            case 0 ->
                    deep || shallow
                            ? plain(depth, 1, interlace, keyed, transparency)
                            : Optional.empty();
            case 2 -> deep ? plain(depth, 3, interlace, keyed, transparency) : Optional.empty();
            case 3 ->
                    (depth == 8 || shallow) && palette.length >= 3
                            ? Optional.of(indexed(depth, interlace, palette, transparency))
                            : Optional.empty();
            case 4 ->
                    deep
                            ? Optional.of(form(depth, 2, interlace, Samples.GREY_ALPHA))
                            : Optional.empty();
            case 6 ->
                    deep
                            ? Optional.of(form(depth, 4, interlace, Samples.RGB_ALPHA))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static PngForm form(int depth, int channels, int interlace, Samples samples) {
        return new PngForm(depth, channels, interlace == 1, samples, NO_PALETTE, NOTHING_CLEAR);
    }

    /** Grey or RGB, where one colour may stand for nothing. */
    private static Optional<PngForm> plain(
            int depth, int channels, int interlace, boolean keyed, byte[] transparency) {
        var grey = channels == 1;
        if (!keyed) {
            return Optional.of(form(depth, channels, interlace, grey ? Samples.GREY : Samples.RGB));
        }
        if (transparency.length != 2 * channels) {
            return Optional.empty();
        }
        var clear = new int[channels];
        for (int i = 0; i < channels; i++) {
            clear[i] = (transparency[2 * i] & 0xff) << 8 | transparency[2 * i + 1] & 0xff;
        }
        var samples = grey ? Samples.GREY_ALPHA : Samples.RGB_ALPHA;
        return Optional.of(
                new PngForm(depth, channels, interlace == 1, samples, NO_PALETTE, clear));
    }

    private static PngForm indexed(int depth, int interlace, byte[] palette, byte[] transparency) {
        var samples = transparency.length > 0 ? Samples.RGB_ALPHA : Samples.RGB;
        var bands = samples.bands();
        // Indices beyond the palette are an error; black, as most decoders have it.
        var lookup = new byte[256 * bands];
        for (int i = 0; i < 256; i++) {
            for (int band = 0; band < 3 && 3 * i + 2 < palette.length; band++) {
                lookup[i * bands + band] = palette[3 * i + band];
            }
            if (bands == 4) {
                lookup[i * 4 + 3] = i < transparency.length ? transparency[i] : (byte) OPAQUE;
            }
        }
        return new PngForm(depth, 1, interlace == 1, samples, lookup, NOTHING_CLEAR);
    }

    int bitsPerPixel() {
        return depth * channels;
    }

    long bytesPerRow(int width) {
        return ((long) width * bitsPerPixel() + 7) / 8;
    }

    /** Writes the samples of one pixel of an unfiltered row. */
    void pixel(byte[] row, int x, byte[] into, int at) {
        if (lookup.length > 0) {
            System.arraycopy(lookup, raw(row, x) * samples.bands(), into, at, samples.bands());
            return;
        }
        var cleared = clear.length > 0;
        for (int channel = 0; channel < channels; channel++) {
            var raw = raw(row, x * channels + channel);
            into[at + channel] = eight(raw);
            cleared &= clear.length > channel && raw == clear[channel];
        }
        if (clear.length > 0) {
            into[at + channels] = cleared ? 0 : (byte) OPAQUE;
        }
    }

    private byte eight(int raw) {
        return (byte)
                switch (depth) {
                    case 1 -> raw * 255;
                    case 2 -> raw * 85;
                    case 4 -> raw * 17;
                    case 8 -> raw;
                    default -> (raw * 255 + 32_895) >> 16;
                };
    }

    private int raw(byte[] row, int index) {
        return switch (depth) {
            case 8 -> row[index] & 0xff;
            case 16 -> (row[2 * index] & 0xff) << 8 | row[2 * index + 1] & 0xff;
            default -> {
                var bit = index * depth;
                var shift = 8 - depth - bit % 8;
                yield (row[bit / 8] & 0xff) >> shift & (1 << depth) - 1;
            }
        };
    }
}
