package dev.hookline.media.picture;

import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * JPEG (ITU-T T.81). Samples are read as they are and made colours here, since decoders guess
 * differently; in strips, so that a large picture needs no more memory than a small one.
 */
record JpegFile(
        Size size,
        Orientation orientation,
        Optional<String> obstacle,
        Samples samples,
        boolean buffered,
        int[] sampling,
        List<JpegHeader.Part> profileParts,
        Pieces pixels)
        implements PictureFile {

    /** What is decoded at once, in bytes. */
    private static final int STRIP = 16 * 1024 * 1024;

    private static final int DECODER = 512 * 1024;

    @Override
    public boolean animated() {
        return false;
    }

    @Override
    public Optional<byte[]> profile(FileBytes file) throws IOException {
        if (profileParts.isEmpty()) {
            return Optional.empty();
        }
        var sorted = new ArrayList<>(profileParts);
        sorted.sort((a, b) -> Integer.compare(a.number(), b.number()));
        var profile = new ByteArrayOutputStream();
        for (var part : sorted) {
            if (profile.size() + part.length() > Profile.MAX_LENGTH) {
                throw new UnreadablePictureException("the colour profile is too large");
            }
            profile.writeBytes(file.bytes(part.at(), part.length()));
        }
        return Optional.of(profile.toByteArray());
    }

    @Override
    public Plan plan(Size wanted) {
        var every = PictureFile.everyOf(size, wanted);
        var decoded = Plan.every(every, size, samples, 0).size();
        var memory = Math.min(decoded.pixels() * samples.bands(), STRIP) + DECODER;
        return Plan.every(every, size, samples, memory + coefficients());
    }

    /** Several scans are put together in native memory: 16 bits for each sample. */
    private long coefficients() {
        if (!buffered) {
            return 0;
        }
        var most = 1;
        var sum = 0;
        for (var factors : sampling) {
            most = Math.max(most, factors);
            sum += factors;
        }
        return 2 * size.pixels() * sum / most;
    }

    @Override
    public void decode(FileBytes file, Plan plan, RowSink rows) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new IllegalStateException(warning);
            }
        });
        try (var input = pixels.open(file)) {
            reader.setInput(input, false, true);
            var width = plan.size().width();
            var perStrip = Math.max(1, STRIP / (width * samples.bands()));
            for (int row = 0; row < plan.size().height(); row += perStrip) {
                var count = Math.min(perStrip, plan.size().height() - row);
                strip(reader, plan, row, count, rows);
            }
        } finally {
            reader.dispose();
        }
    }

    private void strip(ImageReader reader, Plan plan, int row, int count, RowSink rows)
            throws IOException {
        var every = plan.every();
        var top = row * every;
        var height = Math.min(count * every, size.height() - top);
        var param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(0, top, size.width(), height));
        param.setSourceSubsampling(every, every, 0, 0);
        var strip = reader.readRaster(0, param);
        if (strip.getNumBands() != samples.bands() || strip.getWidth() != plan.size().width()) {
            throw new UnreadablePictureException("its header and its pixels do not agree");
        }
        hand(strip, rows);
    }

    private static void hand(Raster strip, RowSink rows) throws IOException {
        var data = ((DataBufferByte) strip.getDataBuffer()).getData();
        var line = new byte[strip.getWidth() * strip.getNumBands()];
        for (int y = 0; y < strip.getHeight(); y++) {
            System.arraycopy(data, y * line.length, line, 0, line.length);
            rows.row(line);
        }
    }
}
