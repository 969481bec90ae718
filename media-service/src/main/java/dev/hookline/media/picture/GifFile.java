package dev.hookline.media.picture;

import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** GIF (89a), of which the first frame is looked at; smaller copies would lose the others. */
record GifFile(Size size, Size frame, Optional<String> obstacle, Pieces pixels)
        implements PictureFile {

    private static final int HEADER = 13;
    private static final int MAX_BLOCKS = 1_000;
    private static final int DECODER = 256 * 1024;

    static boolean looksLike(byte[] start) {
        return start.length > 5
                && start[0] == 'G'
                && start[1] == 'I'
                && start[2] == 'F'
                && start[3] == '8';
    }

    static Optional<PictureFile> read(FileBytes file) throws IOException {
        var header = file.bytes(0, HEADER);
        var width = word(header, 6);
        var height = word(header, 8);
        if (width == 0 || height == 0) {
            return Optional.empty();
        }
        var size = new Size(width, height);
        try {
            return Optional.of(withFrame(file, size, HEADER + table(header[10])));
        } catch (UnreadablePictureException e) {
            return Optional.of(without(size));
        }
    }

    private static GifFile without(Size size) {
        return new GifFile(size, size, Optional.of("it has no picture"), new Pieces());
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    /** The length of a table of colours, by the flags that announce it. */
    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static GifFile withFrame(FileBytes file, Size size, long afterTable)
            throws IOException {
        var pixels = new Pieces().add(0, afterTable);
        var at = afterTable;
        for (int blocks = 0; blocks < MAX_BLOCKS; blocks++) {
            var kind = file.bytes(at, 1)[0];
            if (kind == 0x2c) {
                var frame = file.bytes(at, 10);
                if (word(frame, 5) == 0 || word(frame, 7) == 0) {
                    return without(size);
                }
                pixels.add(at, file.size() - at);
                return new GifFile(
                        size, new Size(word(frame, 5), word(frame, 7)), Optional.empty(), pixels);
            }
            if (kind != 0x21) {
                return without(size);
            }
            if (file.bytes(at + 1, 1)[0] == (byte) 0xf9) {
                pixels.add(at, 8);
            }
            at += 2;
            for (int part = -1; part != 0; at += 1 + part) {
                if (++blocks > MAX_BLOCKS) {
                    return without(size);
                }
                part = file.bytes(at, 1)[0] & 0xff;
            }
        }
        return without(size);
    }

    @Override
    public Orientation orientation() {
        return Orientation.AS_STORED;
    }

    @Override
    public boolean animated() {
        return true;
    }

    @Override
    public Optional<byte[]> profile(FileBytes file) {
        return Optional.empty();
    }

    @Override
    public Plan plan(Size wanted) {
        var least =
                new Size(
                        Math.min(wanted.width(), frame.width()),
                        Math.min(wanted.height(), frame.height()));
        var every = PictureFile.everyOf(frame, least);
        var decoded = Plan.every(every, frame, Samples.RGB_ALPHA, 0).size();
        return Plan.every(
                every, frame, Samples.RGB_ALPHA, decoded.pixels() + frame.width() + DECODER);
    }

    @Override
    public void decode(FileBytes file, Plan plan, RowSink rows) throws IOException {
        DecodedRows.read(
                ImageIO.getImageReadersByFormatName("gif").next(), pixels, file, plan, rows);
    }
}
