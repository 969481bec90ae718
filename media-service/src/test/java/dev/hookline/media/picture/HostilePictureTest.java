package dev.hookline.media.picture;

import static dev.hookline.media.testing.Pictures.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hookline.media.testing.PictureLimits;
import dev.hookline.media.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files made to harm whoever opens them. */
@Timeout(120)
class HostilePictureTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MIB = 1024 * 1024;

    @TempDir private Path directory;

    /** What the work allocates, which is more than it ever holds. */
    private static long allocated(Work work) throws IOException {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void refused(byte[] file, String reason) {
        assertThatThrownBy(() -> Reduction.of(file, 64))
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void doesNotDecodeAnEnormousPictureClaimedInAKibibyte() throws IOException {
        var png = Pictures.claimedPng(50_000, 50_000);
        assertThat(png).hasSizeLessThan(1024);

        assertThat(Reduction.sizeOf(png)).isEqualTo(new Size(50_000, 50_000));
        assertThat(allocated(() -> refused(png, "too large"))).isLessThan(MIB);
    }

    @Test
    void doesNotDecodeMoreThanTheLimitSays() throws IOException {
        var few = PictureLimits.USUAL.withMaxPixels(96 * 64 - 1);

        assertThatThrownBy(() -> Reduction.of(Pictures.png(96, 64), 48, few))
                .hasMessageContaining("too large");
        assertThat(Reduction.of(Pictures.png(96, 64), 48, few.withMaxPixels(96 * 64)).getWidth())
                .isEqualTo(48);
    }

    @Test
    void unpacksAPngOfManyPixelsRowByRow() throws IOException {
        var png = hugePng(10_000, 8_000, 2, 0);
        assertThat(png.length).isLessThan((int) MIB);

        assertThat(allocated(() -> Reduction.of(png, 64))).isLessThan(8 * MIB);
    }

    @Test
    void refusesAnInterlacedPngThatWouldFillTheMemory() throws IOException {
        var png = hugePng(10_000, 8_000, 6, 1);

        assertThat(
                        allocated(() ->
                                assertThatThrownBy(() -> Reduction.of(png, 2560))
                                        .hasMessageContaining("KiB to decode")))
                .isLessThan(8 * MIB);
    }

    /** All pixels black, which packs well. */
    private static byte[] hugePng(int width, int height, int type, int interlace)
            throws IOException {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, (byte) type, 0, 0, (byte) interlace});
        var data = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(data, new Deflater(1))) {
            var row = new byte[1 + width * (type == 2 ? 3 : 4)];
            for (int y = 0; y < height; y++) {
                packed.write(row);
            }
        }
        var png = new ByteArrayOutputStream();
        png.writeBytes(Arrays.copyOf(Pictures.png(1, 1), 8));
        png.writeBytes(Pictures.chunk("IHDR", header.array()));
        png.writeBytes(Pictures.chunk("IDAT", data.toByteArray()));
        png.writeBytes(Pictures.chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    @Test
    void doesNotOpenGiantChunksThatPixelsDoNotNeed() throws IOException {
        var indexed = new BufferedImage(96, 64, BufferedImage.TYPE_BYTE_INDEXED);
        var plain = Pictures.encoded(indexed, "png");
        var text = Pictures.withChunk(plain, "tEXt", new byte[40 * (int) MIB]);
        var unknown = Pictures.withChunk(plain, "abCd", new byte[40 * (int) MIB]);

        for (var png : List.of(text, unknown)) {
            var file = Files.write(directory.resolve("png"), png);
            assertThat(allocated(() -> reduceFile(file))).isLessThan(4 * MIB);
        }
    }

    private static void reduceFile(Path file) throws IOException {
        try (var allowance = Reduction.ample();
                var picture = Picture.open(file, allowance).orElseThrow()) {
            assertThat(picture.reduced(64, PictureLimits.USUAL).getWidth()).isEqualTo(64);
        }
    }

    @Test
    void doesNotUnpackAProfileWithoutEnd() throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.write(new byte[] {'x', 0, 0});
        try (var packed = new DeflaterOutputStream(bomb)) {
            packed.write(new byte[100 * (int) MIB]);
        }
        var png = Pictures.withChunk(Pictures.png(96, 64), "iCCP", bomb.toByteArray());

        assertThat(allocated(() -> refused(png, "profile is too large"))).isLessThan(16 * MIB);
    }

    @Test
    void countsTheScansOfAJpegBeforeItDecodes() throws IOException {
        var jpeg = Pictures.jpeg(Pictures.drawing(96, 64), true);
        var scan = new byte[] {-1, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        var bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 100; i++) {
            bomb.writeBytes(scan);
        }

        refused(bomb.toByteArray(), "scans");
    }

    @Test
    void reservesWhatAProgressiveJpegTakesOutsideTheHeap() throws IOException {
        var jpeg = Pictures.jpeg(Pictures.drawing(96, 64), true);
        var frame = find(jpeg, 0xc2);
        ByteBuffer.wrap(jpeg)
                .putShort(frame + 5, (short) 10_000)
                .putShort(frame + 7, (short) 10_000);

        refused(jpeg, "KiB to decode");
    }

    private static int find(byte[] jpeg, int marker) {
        for (int i = 0; ; i++) {
            if (jpeg[i] == -1 && (jpeg[i + 1] & 0xff) == marker) {
                return i;
            }
        }
    }

    @Test
    void decodesALargeJpegInAFewMebibytes() throws IOException {
        var jpeg = Pictures.jpeg(8_000, 6_000);
        Reduction.of(jpeg, 64);

        assertThat(allocated(() -> Reduction.of(jpeg, 640))).isLessThan(20 * MIB);
    }

    @Test
    void decodesInStripsWhatIsTooLargeAtOnce() throws IOException {
        var small = Reduction.of(Pictures.jpeg(6_000, 4_000), 2_560);

        Reduction.assertDrawing(small, 4);
        Reduction.assertColour(small.getRGB(100, small.getHeight() - 1), Pictures.BLUE, 4);
        Reduction.assertColour(small.getRGB(100, small.getHeight() / 2 - 3), Pictures.RED, 4);
        Reduction.assertColour(small.getRGB(100, small.getHeight() / 2 + 3), Pictures.BLUE, 4);
    }

    @Test
    void endsWhenItsTimeIsOver() {
        var little = PictureLimits.USUAL.withTimeLimit(Duration.ofMillis(20));

        assertThatThrownBy(() -> Reduction.of(hugePng(10_000, 10_000, 2, 0), 640, little))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void looksAtTheFirstOfManyFramesOnly() throws IOException {
        var gif = Pictures.gif(96, 64);
        var many = new ByteArrayOutputStream();
        many.write(gif, 0, gif.length - 1);
        for (int i = 0; i < 5_000; i++) {
            many.write(gif, 13 + colours(gif), gif.length - 14 - colours(gif));
        }

        assertThat(
                        allocated(() ->
                                Reduction.assertDrawing(Reduction.of(many.toByteArray(), 48), 0)))
                .isLessThan(8 * MIB + many.size());
    }

    @Test
    void givesUpOnAGifThatNeverComesToItsPicture() throws IOException {
        var gif = Pictures.gif(96, 64);
        var comments = new ByteArrayOutputStream();
        comments.write(gif, 0, 13 + colours(gif));
        comments.write(new byte[] {0x21, (byte) 0xfe});
        for (int i = 0; i < 100_000; i++) {
            comments.write(255);
            comments.write(new byte[255]);
        }

        assertThat(Reduction.sizeOf(comments.toByteArray())).isEqualTo(new Size(96, 64));
        refused(comments.toByteArray(), "no picture");
    }

    private static int colours(byte[] gif) {
        return 3 << (gif[10] & 7) + 1;
    }

    @Test
    void survivesEveryDamage() throws IOException {
        var random = new Random(4711);
        var samples =
                List.of(
                        Pictures.jpeg(96, 64),
                        Pictures.jpeg(Pictures.drawing(96, 64), true),
                        Pictures.withExif(Pictures.cmykJpeg(96, 64), 6),
                        Pictures.withChunk(Pictures.png(96, 64), "eXIf", Pictures.tiff(3)),
                        Pictures.encoded(Pictures.transparent(96, 64), "png"),
                        Pictures.gif(96, 64),
                        shipped("lossy.webp"),
                        shipped("lossless.webp"),
                        shipped("transparent.webp"),
                        shipped("animated.webp"),
                        shipped("turned-profile.webp"));
        for (var sample : samples) {
            for (int round = 0; round < 150; round++) {
                survives(damaged(sample, random));
            }
        }
    }

    private static byte[] damaged(byte[] sample, Random random) {
        var length = random.nextInt(4) == 0 ? random.nextInt(sample.length) : sample.length;
        var damaged = Arrays.copyOf(sample, length);
        for (int i = random.nextInt(5); i > 0 && length > 0; i--) {
            var most = random.nextBoolean() ? Math.min(length, 200) : length;
            damaged[random.nextInt(most)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static void survives(byte[] file) throws IOException {
        var little = PictureLimits.USUAL.withTimeLimit(Duration.ofSeconds(5));
        try {
            assertThat(Reduction.of(file, 48, little).getWidth()).isPositive();
        } catch (UnreadablePictureException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
