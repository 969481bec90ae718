package dev.hookline.media.picture;

import java.io.IOException;
import java.util.Arrays;

/**
 * Makes rows fewer and shorter: each new pixel is the average of the area it covers, colours
 * weighted by their opacity. Holds one row, however large the picture is.
 */
final class AreaAverage implements RowSink {

    private final Size to;
    private final int bands;
    private final boolean alpha;
    private final Cells columns;
    private final Cells rows;
    private final float[] sums;
    private final float[] narrow;
    private final byte[] finished;
    private final RowSink next;
    private int row;

    AreaAverage(Size from, Size to, Samples samples, RowSink next) {
        if (to.width() > from.width() || to.height() > from.height()) {
            throw new IllegalArgumentException(from + " cannot be averaged to " + to);
        }
        this.to = to;
        this.bands = samples.bands();
        this.alpha = samples.alpha();
        this.columns = Cells.of(from.width(), to.width());
        this.rows = Cells.of(from.height(), to.height());
        this.sums = new float[to.width() * bands];
        this.narrow = new float[to.width() * bands];
        this.finished = new byte[to.width() * bands];
        this.next = next;
    }

    @Override
    public void row(byte[] samples) throws IOException {
        Arrays.fill(narrow, 0);
        if (alpha) {
            addWithAlpha(samples);
        } else {
            addOpaque(samples);
        }
        var inThis = rows.inFirst[row];
        addRow(inThis);
        if (rows.endsFirst(row)) {
            finish();
            addRow(rows.share - inThis);
        }
        row++;
    }

    private void addOpaque(byte[] samples) {
        for (int x = 0, at = 0; x < columns.first.length; x++) {
            var cell = columns.first[x] * bands;
            var here = columns.inFirst[x];
            var there = columns.share - here;
            for (int band = 0; band < bands; band++, at++) {
                var value = samples[at] & 0xff;
                narrow[cell + band] += value * here;
                if (there > 0) {
                    narrow[cell + bands + band] += value * there;
                }
            }
        }
    }

    private void addWithAlpha(byte[] samples) {
        for (int x = 0; x < columns.first.length; x++) {
            var cell = columns.first[x] * bands;
            var at = x * bands;
            var opacity = samples[at + bands - 1] & 0xff;
            if (opacity == 0) {
                continue;
            }
            var here = columns.inFirst[x] * opacity;
            var there = columns.share * opacity - here;
            for (int band = 0; band < bands; band++) {
                var value = band == bands - 1 ? 1 : samples[at + band] & 0xff;
                narrow[cell + band] += value * here;
                if (there > 0) {
                    narrow[cell + bands + band] += value * there;
                }
            }
        }
    }

    private void addRow(float weight) {
        if (weight > 0) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += narrow[i] * weight;
            }
        }
    }

    private void finish() throws IOException {
        for (int x = 0; x < to.width(); x++) {
            var at = x * bands;
            var opacity = alpha ? sums[at + bands - 1] : 1;
            for (int band = 0; band < bands; band++) {
                var sum = sums[at + band];
                if (alpha && band < bands - 1) {
                    sum = opacity > 0 ? sum / opacity : 0;
                }
                finished[at + band] = (byte) Math.min(255, Math.round(sum));
            }
        }
        next.row(finished);
        Arrays.fill(sums, 0);
    }

    /**
     * Which new cells an old one falls into: one, or two neighbours.
     *
     * @param first the new cell in which each old one begins
     * @param inFirst how much of that new cell the old one fills
     * @param share how much of new cells each old one fills in all
     */
    private record Cells(int[] first, float[] inFirst, boolean[] ends, float share) {

        static Cells of(int from, int to) {
            var first = new int[from];
            var inFirst = new float[from];
            var ends = new boolean[from];
            for (int i = 0; i < from; i++) {
                var begin = (long) i * to;
                var cell = begin / from;
                var border = (cell + 1) * from;
                first[i] = (int) cell;
                ends[i] = begin + to >= border;
                inFirst[i] = (float) Math.min(to, border - begin) / from;
            }
            return new Cells(first, inFirst, ends, (float) to / from);
        }

        boolean endsFirst(int i) {
            return ends[i];
        }
    }
}
