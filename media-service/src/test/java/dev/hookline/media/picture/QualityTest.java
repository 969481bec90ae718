package dev.hookline.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.media.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How near small copies come to the average of all pixels, computed the slow way. */
class QualityTest {

    @Test
    void averagesAllPixelsOfAPng() throws IOException {
        var scene = scene(1000, 700);

        var small = Reduction.of(Pictures.encoded(scene, "png"), 160);

        assertThat(likeness(small, average(scene, 160, 112))).isGreaterThan(50);
    }

    @Test
    void staysNearTheAverageWhereItLeavesOutPixels() throws IOException {
        var scene = scene(4000, 2800);

        var small = Reduction.of(Pictures.jpeg(scene, false), 160);

        assertThat(likeness(small, average(scene, 160, 112))).isGreaterThan(30);
    }

    @Test
    void averagesAllPixelsOfAJpegThatIsLittleLarger() throws IOException {
        var scene = scene(1000, 700);

        var small = Reduction.of(Pictures.jpeg(scene, false), 640);

        assertThat(likeness(small, average(scene, 640, 448))).isGreaterThan(35);
    }

    /** Waves, fine and coarse, and some noise: what cheap scaling turns into patterns. */
    private static BufferedImage scene(int width, int height) {
        var random = new Random(7);
        var scene = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var noise = random.nextInt(16);
                var coarse = 100 + 80 * Math.sin(x * 12.0 / width + y * 5.0 / height);
                var fine = 30 * Math.sin((x * x + y * y) * 300.0 / width / width);
                var grey = (int) (coarse + fine);
                scene.setRGB(
                        x,
                        y,
                        clamp(grey + noise) << 16
                                | clamp(200 - grey + noise) << 8
                                | clamp(grey / 2 + y * 100 / height + noise));
            }
        }
        return scene;
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }

    private static double[][] average(BufferedImage from, int width, int height) {
        var sums = new double[width * height][3];
        var weights = new double[width * height];
        var steps = 4;
        for (int y = 0; y < from.getHeight() * steps; y++) {
            for (int x = 0; x < from.getWidth() * steps; x++) {
                var rgb = from.getRGB(x / steps, y / steps);
                var at =
                        (int) ((long) y * height / (from.getHeight() * steps)) * width
                                + (int) ((long) x * width / (from.getWidth() * steps));
                for (int band = 0; band < 3; band++) {
                    sums[at][band] += rgb >> 16 - 8 * band & 0xff;
                }
                weights[at]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            for (int band = 0; band < 3; band++) {
                sums[i][band] /= weights[i];
            }
        }
        return sums;
    }

    /** Peak signal-to-noise ratio in dB: above 30 few see a difference, above 40 nobody. */
    private static double likeness(BufferedImage image, double[][] expected) {
        var squares = 0.0;
        for (int i = 0; i < expected.length; i++) {
            var rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int band = 0; band < 3; band++) {
                var off = (rgb >> 16 - 8 * band & 0xff) - expected[i][band];
                squares += off * off;
            }
        }
        return 10 * Math.log10(255.0 * 255 * expected.length * 3 / squares);
    }
}
