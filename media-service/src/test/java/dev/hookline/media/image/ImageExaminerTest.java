package dev.hookline.media.image;

import static dev.hookline.media.testing.Pictures.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.media.picture.PictureWorkers;
import dev.hookline.media.testing.PictureLimits;
import dev.hookline.media.testing.Pictures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageExaminerTest {

    @TempDir private Path directory;
    private final PictureLimits limits = PictureLimits.USUAL;
    private final PictureWorkers workers = new PictureWorkers(limits);
    private final ImageExaminer examiner = examiner(workers, limits);

    private static ImageExaminer examiner(PictureWorkers workers, PictureLimits limits) {
        return new ImageExaminer(workers, limits, new SimpleMeterRegistry());
    }

    private Optional<ImageFacts> examine(byte[] file, String type) throws IOException {
        return examiner.examine(Files.write(directory.resolve("file"), file), type);
    }

    private ImageFacts facts(byte[] file, String type) throws IOException {
        return examine(file, type).orElseThrow();
    }

    @Test
    void tellsTheSameOfAPictureInEveryFormat() throws IOException {
        var expected = facts(Pictures.png(96, 64), "image/png");

        assertThat(expected.width()).isEqualTo(96);
        assertThat(expected.height()).isEqualTo(64);
        assertThat(expected.blurhash()).hasSize(28);
        assertThat(facts(Pictures.gif(96, 64), "image/gif")).isEqualTo(expected);
        assertThat(facts(shipped("lossless.webp"), "image/webp")).isEqualTo(expected);
        assertThat(facts(Pictures.jpeg(96, 64), "image/jpeg").blurhash()).hasSize(28);
        assertThat(facts(shipped("animated.webp"), "image/webp").blurhash()).hasSize(28);
    }

    @Test
    void turnsWidthHeightAndPlaceholder() throws IOException {
        var turned = Pictures.withChunk(Pictures.png(96, 64), "eXIf", Pictures.tiff(8));

        var facts = facts(turned, "image/png");

        assertThat(facts.width()).isEqualTo(64);
        assertThat(facts.height()).isEqualTo(96);
        assertThat(facts.blurhash())
                .isNotNull()
                .isNotEqualTo(facts(Pictures.png(64, 96), "image/png").blurhash());
    }

    @Test
    void tellsTheSizeOfWhatItDoesNotDecode() throws IOException {
        var claimed = facts(Pictures.claimedPng(50_000, 50_000), "image/png");
        var jpeg = Pictures.jpeg(96, 64);
        var cut = Arrays.copyOf(Pictures.png(96, 64), 60);

        assertThat(claimed).isEqualTo(new ImageFacts(50_000, 50_000, null));
        assertThat(facts(cut, "image/png")).isEqualTo(new ImageFacts(96, 64, null));
        assertThat(facts(Arrays.copyOf(jpeg, jpeg.length - 30), "image/jpeg"))
                .isEqualTo(new ImageFacts(96, 64, null));
    }

    @Test
    void saysNothingOfOtherFiles() throws IOException {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

        assertThat(examine(bytes(svg), "image/svg+xml")).isEmpty();
        assertThat(examine(bytes("%PDF-1.7"), "application/pdf")).isEmpty();
        assertThat(examine(bytes(svg), "image/png")).isEmpty();
        assertThat(examine(Pictures.png(9, 9), "text/plain")).isEmpty();
        assertThat(examine(new byte[0], "image/jpeg")).isEmpty();
        assertThat(examiner.examine(directory.resolve("nowhere"), "image/png")).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void doesWithoutAPlaceholderWhenAllAreBusy() throws IOException {
        var hasty =
                new PictureLimits(
                        limits.maxPixels(),
                        limits.maxSide(),
                        1,
                        limits.memory(),
                        limits.timeLimit(),
                        Duration.ofMillis(50));
        var one = new PictureWorkers(hasty);
        var gate = new CountDownLatch(1);
        var busy =
                one.start(allowance -> {
                    gate.await();
                    return "done";
                });
        var file = Files.write(directory.resolve("file"), Pictures.png(96, 64));

        assertThat(examiner(one, hasty).examine(file, "image/png"))
                .hasValue(new ImageFacts(96, 64, null));

        gate.countDown();
        assertThat(busy.join()).isEqualTo("done");
        assertThat(examiner(one, limits).examine(file, "image/png").orElseThrow().blurhash())
                .isNotNull();
    }

    @Test
    void neverFailsOnDamage() throws IOException {
        var random = new Random(42);
        for (int i = 0; i < 200; i++) {
            var file = shipped(i % 2 == 0 ? "turned-profile.webp" : "lossless-transparent.webp");
            for (int k = 0; k < 3; k++) {
                file[random.nextInt(Math.min(200, file.length))] = (byte) random.nextInt();
            }
            assertThat(examine(file, "image/webp")).isNotNull();
        }
    }
}
