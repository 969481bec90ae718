package dev.hookline.media.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import javax.imageio.ImageReader;

/** The rows of a picture that a decoder makes at once, leaving out pixels. */
final class DecodedRows {

    private DecodedRows() {}

    static void read(
            ImageReader reader, Pieces pixels, FileBytes file, PictureFile.Plan plan, RowSink rows)
            throws IOException {
        try (var input = pixels.open(file)) {
            reader.setInput(input, true, true);
            var param = reader.getDefaultReadParam();
            param.setSourceSubsampling(plan.every(), plan.every(), 0, 0);
            var image = reader.read(0, param);
            if (image.getWidth() != plan.size().width()
                    || image.getHeight() != plan.size().height()) {
                throw new UnreadablePictureException("its header and its pixels do not agree");
            }
            hand(image, plan.samples(), rows);
        } finally {
            reader.dispose();
        }
    }

    private static void hand(BufferedImage image, Samples samples, RowSink rows)
            throws IOException {
        var width = image.getWidth();
        var bands = image.getRaster().getNumBands();
        var line = new byte[width * samples.bands()];
        var values = new int[width * Math.max(bands, 4)];
        for (int y = 0; y < image.getHeight(); y++) {
            if (image.getColorModel() instanceof IndexColorModel || bands < samples.colours()) {
                image.getRGB(0, y, width, 1, values, 0, width);
                for (int x = 0; x < width; x++) {
                    for (int band = 0; band < samples.bands(); band++) {
                        line[x * samples.bands() + band] =
                                (byte) (values[x] >> (band == 3 ? 24 : 16 - 8 * band));
                    }
                }
            } else {
                image.getRaster().getPixels(0, y, width, 1, values);
                for (int x = 0; x < width; x++) {
                    for (int band = 0; band < samples.bands(); band++) {
                        line[x * samples.bands() + band] =
                                (byte) (band < bands ? values[x * bands + band] : 255);
                    }
                }
            }
            rows.row(line);
        }
    }
}
