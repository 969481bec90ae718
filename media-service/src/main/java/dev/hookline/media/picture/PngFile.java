package dev.hookline.media.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * PNG, unpacked row by row: the decoder of the JDK wants the whole picture in memory. An interlaced
 * one is put together in memory, with fewer passes where that is enough.
 */
record PngFile(
        Size size,
        Orientation orientation,
        Optional<String> obstacle,
        boolean animated,
        PngForm form,
        long profileAt,
        int profileLength,
        Pieces data)
        implements PictureFile {

    private static final int DECODER = 256 * 1024;
    private static final int MAX_PROFILE_NAME = 79;

    /** Where each pass of Adam7 begins and how far apart its pixels are: x, y, dx, dy. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    @Override
    public Optional<byte[]> profile(FileBytes file) throws IOException {
        if (profileLength == 0) {
            return Optional.empty();
        }
        if (profileLength > Profile.MAX_LENGTH) {
            throw new UnreadablePictureException("the colour profile is too large");
        }
        var chunk = file.bytes(profileAt, profileLength);
        var name = 0;
        while (name < chunk.length && name < MAX_PROFILE_NAME && chunk[name] != 0) {
            name++;
        }
        var packed = Math.min(name + 2, chunk.length);
        var inflater = new Inflater();
        try {
            inflater.setInput(chunk, packed, chunk.length - packed);
            var profile = new byte[Profile.MAX_LENGTH];
            var length = inflater.inflate(profile);
            if (!inflater.finished()) {
                throw new UnreadablePictureException("the colour profile is too large or broken");
            }
            return Optional.of(Arrays.copyOf(profile, length));
        } catch (DataFormatException e) {
            throw new UnreadablePictureException("the colour profile is broken", e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public Plan plan(Size wanted) {
        var row = 2 * form.bytesPerRow(size.width()) + (long) size.width() * form.samples().bands();
        if (!form.interlaced()) {
            return new Plan(size, 1, form.samples(), row + DECODER);
        }
        var every = Integer.highestOneBit(Math.min(8, PictureFile.everyOf(size, wanted)));
        var whole = Plan.every(every, size, form.samples(), 0).size().pixels();
        return Plan.every(
                every, size, form.samples(), whole * form.samples().bands() + row + DECODER);
    }

    @Override
    public void decode(FileBytes file, Plan plan, RowSink rows) throws IOException {
        var inflater = new Inflater();
        try (var stream = new InflaterInputStream(data.stream(file), inflater, 16 * 1024)) {
            if (form.interlaced()) {
                interlaced(stream, plan, rows);
            } else {
                var line = new byte[size.width() * form.samples().bands()];
                var scan = new PngRows(stream, form, size.width());
                for (int y = 0; y < size.height(); y++) {
                    var raw = scan.next();
                    for (int x = 0; x < size.width(); x++) {
                        form.pixel(raw, x, line, x * form.samples().bands());
                    }
                    rows.row(line);
                }
            }
        } finally {
            inflater.end();
        }
    }

    private void interlaced(InflaterInputStream stream, Plan plan, RowSink rows)
            throws IOException {
        var bands = form.samples().bands();
        var width = plan.size().width();
        var picture = new byte[Math.multiplyExact(width * bands, plan.size().height())];
        for (var pass : PASSES) {
            if (pass[0] % plan.every() == 0 && pass[1] % plan.every() == 0) {
                pass(stream, plan, pass, picture);
            } else if (plan.every() > 1) {
                break;
            }
        }
        var line = new byte[width * bands];
        for (int y = 0; y < plan.size().height(); y++) {
            System.arraycopy(picture, y * line.length, line, 0, line.length);
            rows.row(line);
        }
    }

    private void pass(InflaterInputStream stream, Plan plan, int[] pass, byte[] picture)
            throws IOException {
        var columns = Math.ceilDiv(size.width() - pass[0], pass[2]);
        if (columns <= 0) {
            return;
        }
        var bands = form.samples().bands();
        var scan = new PngRows(stream, form, columns);
        for (int y = pass[1]; y < size.height(); y += pass[3]) {
            var raw = scan.next();
            if (y % plan.every() != 0) {
                continue;
            }
            var line = y / plan.every() * plan.size().width();
            for (int column = 0; column < columns; column++) {
                var x = pass[0] + column * pass[2];
                if (x % plan.every() == 0) {
                    form.pixel(raw, column, picture, (line + x / plan.every()) * bands);
                }
            }
        }
    }
}
