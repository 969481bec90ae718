package dev.hookline.media.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Walks over the chunks of a PNG (ISO/IEC 15948) without opening those that pixels do not need. */
final class PngHeader {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int MAX_CHUNKS = 100_000;
    private static final int SRGB_GAMMA = 45_455;
    private static final int GAMMA_TOLERANCE = 1_500;

    /** White, red, green and blue of sRGB, in 1/100000. */
    private static final int[] SRGB_PRIMARIES = {
        31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000
    };

    private static final int PRIMARY_TOLERANCE = 1_000;

    private final FileBytes file;
    private final Pieces data = new Pieces();
    private Orientation orientation = Orientation.AS_STORED;
    private Optional<String> obstacle = Optional.empty();
    private byte[] palette = {};
    private byte[] transparency = {};
    private long profileAt;
    private int profileLength;
    private boolean animated;
    private boolean srgb;
    private boolean otherColours;

    private PngHeader(FileBytes file) {
        this.file = file;
    }

    static boolean looksLike(byte[] start) {
        return start.length >= SIGNATURE.length
                && Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static Optional<PictureFile> read(FileBytes file) throws IOException {
        return new PngHeader(file).walk();
    }

    private Optional<PictureFile> walk() throws IOException {
        var header = file.buffer(SIGNATURE.length, 8 + 13);
        var width = header.getInt(8);
        var height = header.getInt(12);
        if (header.getInt(0) != 13 || header.getInt(4) != type("IHDR") || width < 1 || height < 1) {
            return Optional.empty();
        }
        try {
            chunks();
        } catch (UnreadablePictureException e) {
            // What the header says is known all the same; the rest may still have all rows.
        }
        var form =
                PngForm.of(header.get(16), header.get(17), header.get(20), palette, transparency);
        if (form.isEmpty() || header.get(18) != 0 || header.get(19) != 0) {
            obstacle = Optional.of("this kind of PNG is not known");
        } else if (data.length() == 0) {
            obstacle = Optional.of("it has no pixels");
        } else if (otherColours && !srgb && profileLength == 0) {
            obstacle = Optional.of("its colours are described in a way that is not known");
        }
        return Optional.of(
                new PngFile(
                        new Size(width, height),
                        orientation,
                        obstacle,
                        animated,
                        form.orElse(PngForm.NONE),
                        profileAt,
                        profileLength,
                        data));
    }

    private void chunks() throws IOException {
        var at = SIGNATURE.length + 25L;
        for (int i = 0; i < MAX_CHUNKS && at + 8 <= file.size(); i++) {
            var head = file.buffer(at, 8);
            var length = head.getInt();
            var type = head.getInt();
            if (length < 0 || type == type("IEND")) {
                return;
            }
            if (type == type("IDAT")) {
                data.add(at + 8, Math.min(length, file.size() - at - 8));
            } else if (data.length() > 0) {
                return;
            } else {
                chunk(type, at + 8, length);
            }
            at += 12L + length;
        }
    }

    private void chunk(int type, long at, int length) throws IOException {
        if (type == type("PLTE") && length <= 768) {
            palette = file.bytes(at, length);
        } else if (type == type("tRNS") && length <= 256) {
            transparency = file.bytes(at, length);
        } else if (type == type("iCCP")) {
            profileAt = at;
            profileLength = length;
        } else if (type == type("eXIf") && length <= ExifOrientation.MAX_LENGTH) {
            orientation = ExifOrientation.in(file.bytes(at, length));
        } else if (type == type("acTL")) {
            animated = true;
        } else if (type == type("sRGB")) {
            srgb = true;
        } else if (type == type("gAMA") && length == 4) {
            var gamma = file.buffer(at, 4).getInt();
            otherColours |= Math.abs((long) gamma - SRGB_GAMMA) > GAMMA_TOLERANCE;
        } else if (type == type("cHRM") && length == 32) {
            otherColours |= otherPrimaries(at);
        } else if (type == type("cICP") && length == 4) {
            var points = file.bytes(at, 4);
            if (points[0] == 1 && points[1] == 13) {
                srgb = true;
            } else {
                obstacle = Optional.of("its colours are described in a way that is not known");
            }
        }
    }

    private boolean otherPrimaries(long at) throws IOException {
        var said = file.buffer(at, 32);
        for (var known : SRGB_PRIMARIES) {
            if (Math.abs((long) said.getInt() - known) > PRIMARY_TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
