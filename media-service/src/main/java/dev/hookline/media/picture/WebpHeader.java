package dev.hookline.media.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Walks over the chunks of a WebP up to its first picture. */
final class WebpHeader {

    private static final int RIFF = 12;
    private static final int MAX_CHUNKS = 1_000;
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 64;
    private static final int ALPHA = 0x10;
    private static final int ANIMATION = 0x02;
    private static final int FRAME_HEADER = 16;
    private static final int EXTENDED = 18;

    private record Chunk(int name, long at, int length) {
        long end() {
            return at + 8 + length + (length & 1);
        }
    }

    private final FileBytes file;
    private Optional<Size> canvas = Optional.empty();
    private Optional<Size> picture = Optional.empty();
    private Optional<Chunk> bitstream = Optional.empty();
    private Optional<Chunk> opacity = Optional.empty();
    private Optional<Chunk> profile = Optional.empty();
    private Orientation orientation = Orientation.AS_STORED;
    private boolean alpha;
    private boolean animated;

    private WebpHeader(FileBytes file) {
        this.file = file;
    }

    static boolean looksLike(byte[] start) {
        return start.length >= RIFF
                && new String(start, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                && new String(start, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
    }

    static Optional<PictureFile> read(FileBytes file) throws IOException {
        return new WebpHeader(file).walk();
    }

    private Optional<PictureFile> walk() throws IOException {
        var at = (long) RIFF;
        for (int i = 0; i < MAX_CHUNKS && at + 8 <= file.size(); i++) {
            var chunk = chunk(at);
            try {
                look(chunk);
            } catch (UnreadablePictureException e) {
                break;
            }
            at = chunk.name == name("ANMF") ? at + 8 + FRAME_HEADER : chunk.end();
        }
        var size = canvas.or(() -> picture);
        return size.map(this::found);
    }

    private Chunk chunk(long at) throws IOException {
        var head = little(at, 8);
        var length = Math.min(Integer.toUnsignedLong(head.getInt(4)), file.size());
        return new Chunk(head.getInt(0), at, (int) Math.min(length, MAX_LENGTH));
    }

    private void look(Chunk chunk) throws IOException {
        if (chunk.name == name("VP8X") && chunk.length >= 10) {
            var flags = file.bytes(chunk.at + 8, 1)[0];
            alpha = (flags & ALPHA) != 0;
            animated = (flags & ANIMATION) != 0;
            var size = little(chunk.at + 12, 6);
            canvas = Optional.of(new Size(1 + triple(size, 0), 1 + triple(size, 3)));
        } else if (chunk.name == name("ICCP")) {
            profile = Optional.of(chunk);
        } else if (chunk.name == name("EXIF") && chunk.length <= ExifOrientation.MAX_LENGTH) {
            orientation = ExifOrientation.in(file.bytes(chunk.at + 8, chunk.length));
        } else if (bitstream.isEmpty()) {
            pixels(chunk);
        }
    }

    private void pixels(Chunk chunk) throws IOException {
        if (chunk.name == name("ALPH")) {
            opacity = Optional.of(chunk);
        } else if (chunk.name == name("VP8 ")) {
            var head = little(chunk.at + 8, 10);
            var width = head.getShort(6) & 0x3fff;
            var height = head.getShort(8) & 0x3fff;
            if (triple(head, 3) == 0x2a019d && width > 0 && height > 0) {
                picture = Optional.of(new Size(width, height));
                bitstream = Optional.of(chunk);
            }
        } else if (chunk.name == name("VP8L")) {
            var head = little(chunk.at + 8, 5);
            var bits = head.getInt(1);
            if (head.get(0) == 0x2f) {
                picture = Optional.of(new Size(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)));
                alpha |= (bits >> 28 & 1) == 1;
                bitstream = Optional.of(chunk);
            }
        }
    }

    private PictureFile found(Size size) {
        var known = bitstream.isPresent() && picture.equals(Optional.of(size));
        var lossless = bitstream.isPresent() && bitstream.get().name == name("VP8L");
        return new WebpFile(
                size,
                orientation,
                known ? Optional.empty() : Optional.of("it has no picture of its size"),
                animated,
                lossless,
                lossless ? alpha : opacity.isPresent(),
                profile.map(chunk -> chunk.at + 8).orElse(0L),
                profile.map(Chunk::length).orElse(0),
                known ? alone(size, lossless) : new Pieces());
    }

    /** A file that has this picture and nothing else. */
    private Pieces alone(Size size, boolean lossless) {
        var withOpacity = !lossless && opacity.isPresent();
        var pixels = bitstream.orElseThrow();
        var length = 4 + pixels.end() - pixels.at;
        if (withOpacity) {
            var alpha = opacity.orElseThrow();
            length += EXTENDED + alpha.end() - alpha.at;
        }
        var riff = ByteBuffer.allocate(RIFF).order(ByteOrder.LITTLE_ENDIAN);
        riff.putInt(name("RIFF")).putInt((int) length).putInt(name("WEBP"));
        var all = new Pieces().add(riff.array());
        if (withOpacity) {
            all.add(extended(size));
            copy(all, opacity.orElseThrow());
        }
        copy(all, pixels);
        return all;
    }

    private static byte[] extended(Size size) {
        var chunk = ByteBuffer.allocate(EXTENDED).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putInt(name("VP8X")).putInt(10).putInt(ALPHA);
        chunk.putShort((short) (size.width() - 1)).put((byte) (size.width() - 1 >> 16));
        chunk.putShort((short) (size.height() - 1)).put((byte) (size.height() - 1 >> 16));
        return chunk.array();
    }

    private void copy(Pieces pieces, Chunk chunk) {
        pieces.add(chunk.at, Math.min(8L + chunk.length, file.size() - chunk.at));
        pieces.add(new byte[chunk.length & 1]);
    }

    private ByteBuffer little(long at, int length) throws IOException {
        return file.buffer(at, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int triple(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xff
                | (bytes.get(at + 1) & 0xff) << 8
                | (bytes.get(at + 2) & 0xff) << 16;
    }

    private static int name(String letters) {
        return letters.charAt(0)
                | letters.charAt(1) << 8
                | letters.charAt(2) << 16
                | letters.charAt(3) << 24;
    }
}
