package dev.hookline.media.picture;

import java.io.IOException;
import java.io.InputStream;

/** Undoes the filters of one pass of a PNG (ISO/IEC 15948, 9). */
final class PngRows {

    private final InputStream stream;
    private final int distance;
    private byte[] row;
    private byte[] above;

    PngRows(InputStream stream, PngForm form, int width) {
        this.stream = stream;
        this.distance = Math.max(1, form.bitsPerPixel() / 8);
        this.row = new byte[Math.toIntExact(form.bytesPerRow(width))];
        this.above = new byte[row.length];
    }

    /** The next row as it was before it was filtered; valid until the next call. */
    byte[] next() throws IOException {
        var spare = above;
        above = row;
        row = spare;
        var filter = stream.read();
        if (filter < 0 || stream.readNBytes(row, 0, row.length) < row.length) {
            throw new UnreadablePictureException("the pixels end too early");
        }
        switch (filter) {
            case 0 -> {}
            case 1 -> sub();
            case 2 -> up();
            case 3 -> average();
            case 4 -> paeth();
            default -> throw new UnreadablePictureException("there is no filter " + filter);
        }
        return row;
    }

    private void sub() {
        for (int i = distance; i < row.length; i++) {
            row[i] += row[i - distance];
        }
    }

    private void up() {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void average() {
        for (int i = 0; i < row.length; i++) {
            var left = i < distance ? 0 : row[i - distance] & 0xff;
            row[i] += (byte) ((left + (above[i] & 0xff)) / 2);
        }
    }

    private void paeth() {
        for (int i = 0; i < row.length; i++) {
            var left = i < distance ? 0 : row[i - distance] & 0xff;
            var corner = i < distance ? 0 : above[i - distance] & 0xff;
            row[i] += (byte) nearest(left, above[i] & 0xff, corner);
        }
    }

    private static int nearest(int left, int up, int corner) {
        var toLeft = Math.abs(up - corner);
        var toUp = Math.abs(left - corner);
        var toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
