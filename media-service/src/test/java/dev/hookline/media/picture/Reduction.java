package dev.hookline.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.media.testing.PictureLimits;
import dev.hookline.media.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reduces pictures given as bytes, and looks at what became of them. */
final class Reduction {

    private Reduction() {}

    static BufferedImage of(byte[] file, int width) throws IOException {
        return of(file, width, PictureLimits.USUAL);
    }

    static BufferedImage of(byte[] file, int width, PictureConfig limits) throws IOException {
        var path = onDisk(file);
        try (var allowance = Allowance.of(limits.memory().asLongValue(), limits.timeLimit());
                var picture =
                        Picture.open(path, allowance)
                                .orElseThrow(() -> new UnreadablePictureException("unknown"))) {
            return picture.reduced(width, limits);
        } finally {
            Files.delete(path);
        }
    }

    static Size sizeOf(byte[] file) throws IOException {
        var path = onDisk(file);
        try {
            return Picture.sizeOf(path).orElseThrow();
        } finally {
            Files.delete(path);
        }
    }

    private static Path onDisk(byte[] file) {
        try {
            return Files.write(Files.createTempFile(Path.of("target"), "picture", ""), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An allowance that nobody uses up. */
    static Allowance ample() {
        return Allowance.of(64 << 20, Duration.ofMinutes(1));
    }

    /** Compares the four corners: top left, top right, bottom left, bottom right. */
    static void assertCorners(BufferedImage image, int tolerance, int... colours) {
        for (int i = 0; i < 4; i++) {
            var x = image.getWidth() * (1 + 2 * (i % 2)) / 4;
            var y = image.getHeight() * (1 + 2 * (i / 2)) / 4;
            assertColour(image.getRGB(x, y), colours[i], tolerance);
        }
    }

    static void assertColour(int actual, int expected, int tolerance) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(actual >> shift & 0xff)
                    .as("%06x is about %06x", actual & 0xffffff, expected)
                    .isBetween(
                            (expected >> shift & 0xff) - tolerance,
                            (expected >> shift & 0xff) + tolerance);
        }
    }

    static void assertDrawing(BufferedImage image, int tolerance) {
        assertCorners(
                image, tolerance, Pictures.RED, Pictures.GREEN, Pictures.BLUE, Pictures.YELLOW);
    }
}
