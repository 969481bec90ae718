package dev.hookline.media.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Walks over the segments of a JPEG up to its first scan, and counts the scans. */
final class JpegHeader {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;
    private static final int MAX_SEGMENTS = 4_000;

    /** Real pictures have up to a dozen; thousands keep a decoder busy with a few bytes each. */
    private static final int MAX_SCANS = 64;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

    /** A part of a colour profile, which segments are too small for. */
    record Part(int number, long at, int length) {}

    private final FileBytes file;
    private final Pieces pixels = new Pieces().add(0, 2);
    private final List<Part> profile = new ArrayList<>();
    private Orientation orientation = Orientation.AS_STORED;
    private Optional<Size> size = Optional.empty();
    private Optional<String> obstacle = Optional.empty();
    private int[] components = {};
    private int[] sampling = {};
    private boolean progressive;
    private boolean jfif;
    private int adobe = -1;

    private JpegHeader(FileBytes file) {
        this.file = file;
    }

    static Optional<PictureFile> read(FileBytes file) throws IOException {
        return new JpegHeader(file).walk();
    }

    private Optional<PictureFile> walk() throws IOException {
        var at = 2L;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            var head = file.buffer(at, 4);
            var marker = head.get(1) & 0xff;
            var length = head.getShort(2) & 0xffff;
            if (head.getShort(0) == -1) {
                at++;
                continue;
            }
            if ((head.get(0) & 0xff) != 0xff || marker <= EOI && marker >= 0xd0 || length < 2) {
                return Optional.empty();
            }
            if (marker == SOS) {
                return scan(at, length);
            }
            segment(marker, at, length);
            at += 2 + length;
        }
        return Optional.empty();
    }

    private void segment(int marker, long at, int length) throws IOException {
        var body = at + 4;
        var count = length - 2;
        if (marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc) {
            frame(marker, file.bytes(body, count));
        } else if (marker == APP0) {
            jfif |= startsWith(body, count, "JFIF\0".getBytes(StandardCharsets.US_ASCII));
        } else if (marker == APP1 && startsWith(body, count, EXIF)) {
            orientation = ExifOrientation.in(file.bytes(body + EXIF.length, count - EXIF.length));
        } else if (marker == APP2 && startsWith(body, count, ICC) && count > ICC.length + 2) {
            var number = file.bytes(body + ICC.length, 1)[0] & 0xff;
            profile.add(new Part(number, body + ICC.length + 2, count - ICC.length - 2));
        } else if (marker == APP14 && count >= 12 && startsWith(body, count, ADOBE)) {
            adobe = file.bytes(body + 11, 1)[0] & 0xff;
        }
        if (marker < APP0 || marker > COMMENT || marker > 0xef && marker != COMMENT) {
            pixels.add(at, 2L + length);
        }
    }

    private boolean startsWith(long at, int count, byte[] name) throws IOException {
        return count >= name.length && Arrays.equals(file.bytes(at, name.length), name);
    }

    private void frame(int marker, byte[] body) {
        if (body.length < 6 || body.length < 6 + 3 * (body[5] & 0xff)) {
            return;
        }
        var height = (body[1] & 0xff) << 8 | body[2] & 0xff;
        var width = (body[3] & 0xff) << 8 | body[4] & 0xff;
        if (width > 0 && height > 0) {
            size = Optional.of(new Size(width, height));
        }
        progressive = marker == 0xc2;
        if (marker > 0xc2 || body[0] != 8) {
            obstacle = Optional.of("this kind of JPEG is not known");
        }
        components = new int[body[5] & 0xff];
        sampling = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = body[6 + 3 * i] & 0xff;
            var factors = body[7 + 3 * i] & 0xff;
            sampling[i] = (factors >> 4) * (factors & 0xf);
        }
    }

    private Optional<PictureFile> scan(long at, int length) throws IOException {
        if (size.isEmpty()) {
            return Optional.empty();
        }
        var inScan = file.bytes(at + 4, 1)[0] & 0xff;
        var buffered = progressive || inScan < components.length;
        pixels.add(at, file.size() - at);
        var samples = samples();
        if (obstacle.isEmpty() && samples.isEmpty()) {
            obstacle = Optional.of("its colours are not known");
        }
        if (obstacle.isEmpty() && buffered && scans(at) > MAX_SCANS) {
            obstacle = Optional.of("it has too many scans");
        }
        return size.map(known ->
                new JpegFile(
                        known,
                        orientation,
                        obstacle,
                        samples.orElse(Samples.GREY),
                        buffered,
                        sampling,
                        List.copyOf(profile),
                        pixels));
    }

    /** The rules of libjpeg, which browsers follow. */
    private Optional<Samples> samples() {
        return switch (components.length) {
            case 1 -> Optional.of(Samples.GREY);
            case 3 -> {
                if (jfif || adobe == 1) {
                    yield Optional.of(Samples.YCC);
                }
                var named = Arrays.equals(components, new int[] {'R', 'G', 'B'});
                yield Optional.of(adobe == 0 || adobe < 0 && named ? Samples.RGB : Samples.YCC);
            }
            case 4 ->
                    switch (adobe) {
                        case 0 -> Optional.of(Samples.CMYK);
                        case 2 -> Optional.of(Samples.YCCK);
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    private int scans(long from) throws IOException {
        var scans = 0;
        var block = new byte[8192];
        var afterMarker = false;
        for (long at = from; scans <= MAX_SCANS; ) {
            var count = file.read(at, block, 0, block.length);
            if (count < 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                if (afterMarker && (block[i] & 0xff) == SOS) {
                    scans++;
                }
                afterMarker = block[i] == -1;
            }
            at += count;
        }
        return scans;
    }

    static boolean looksLike(byte[] start) {
        return start.length > 3 && start[0] == -1 && (start[1] & 0xff) == SOI && start[2] == -1;
    }
}
