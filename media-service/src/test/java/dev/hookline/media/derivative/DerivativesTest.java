package dev.hookline.media.derivative;

import static dev.hookline.media.testing.PictureLimits.USUAL;
import static dev.hookline.media.testing.PictureLimits.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.hookline.media.picture.PictureWorkers;
import dev.hookline.media.testing.PictureLimits;
import dev.hookline.media.testing.Pictures;
import dev.hookline.testsupport.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DerivativesTest {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";

    @TempDir private Path directory;
    private final TickingClock clock = new TickingClock(Instant.parse("2026-01-01T00:00:00Z"));
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ShelfStore store;

    private record Config(MemorySize cacheSize, Duration patience) implements DerivativesConfig {
        @Override
        public List<Integer> widths() {
            return List.of(640, 160, 320);
        }

        @Override
        public int quality() {
            return 82;
        }

        @Override
        public Duration retryBroken() {
            return Duration.ofHours(1);
        }
    }

    @BeforeEach
    void shelve() throws IOException {
        store = new ShelfStore(Files.createDirectory(directory.resolve("originals")), false);
    }

    private Derivatives derivatives() {
        return derivatives(1 << 30, Duration.ofSeconds(30), USUAL);
    }

    private Derivatives derivatives(long cache, Duration patience, PictureLimits limits) {
        meters = new SimpleMeterRegistry();
        return new Derivatives(
                new Config(size(cache), patience),
                limits,
                new PictureWorkers(limits),
                store,
                directory.resolve("cache"),
                new DerivativeMetrics(meters),
                clock);
    }

    private static Derivative.Made made(Derivative derivative) {
        assertThat(derivative).isInstanceOf(Derivative.Made.class);
        return (Derivative.Made) derivative;
    }

    private static String reason(Derivative derivative) {
        assertThat(derivative).isInstanceOf(Derivative.None.class);
        return ((Derivative.None) derivative).reason();
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void makesASmallerCopyOnce() throws IOException {
        var hash = store.put(Pictures.jpeg(1000, 500));
        var derivatives = derivatives();

        var made = made(derivatives.of(hash, JPEG, 320));
        var again = made(derivatives.of(hash, JPEG, 320));

        assertThat(again).isEqualTo(made);
        assertThat(store.asked()).isEqualTo(1);
        assertThat(made.mimeType()).isEqualTo(JPEG);
        assertThat(made.size()).isEqualTo(Files.size(made.file()));
        assertThat(made.etag()).startsWith(hash.hex() + "-320-");
        var image = ImageIO.read(made.file().toFile());
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(160);
        assertThat(meters.counter("hookline.media.derivatives.requests", "outcome", "hit").count())
                .isEqualTo(1);
    }

    @Test
    void neverEnlarges() throws IOException {
        var hash = store.put(Pictures.png(200, 100));

        var made = made(derivatives().of(hash, PNG, 640));

        assertThat(ImageIO.read(made.file().toFile()).getWidth()).isEqualTo(200);
    }

    @Test
    void writesTransparentPicturesAsPng() throws IOException {
        var hash = store.put(Pictures.encoded(Pictures.transparent(400, 200), "png"));

        var made = made(derivatives().of(hash, PNG, 160));

        assertThat(made.mimeType()).isEqualTo(PNG);
        assertThat(ImageIO.read(made.file().toFile()).getRGB(120, 20) >>> 24).isZero();
    }

    @Test
    void offersConfiguredWidthsOnly() throws IOException {
        var derivatives = derivatives();
        var hash = store.put(Pictures.png(20, 10));

        assertThat(derivatives.widths()).containsExactly(160, 320, 640);
        assertThat(derivatives.offers(320)).isTrue();
        assertThat(derivatives.offers(321)).isFalse();
        assertThat(derivatives.widthsFor(JPEG, 320)).containsExactly(160);
        assertThat(derivatives.widthsFor("image/gif", 5000)).isEmpty();
        assertThatThrownBy(() -> derivatives.of(hash, PNG, 321))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNothingOfWhereAPictureWasTaken() throws Exception {
        var xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/' exif:GPSLatitude='48,51.4N'/>";
        var jpeg = Pictures.withExif(Pictures.jpeg(400, 200), 6);
        jpeg = segment(jpeg, 0xe1, "http://ns.adobe.com/xap/1.0/\0" + xmp);
        jpeg = segment(jpeg, 0xed, "Photoshop 3.0\0008BIM\4\4\0\0\0\0\0\12\34\2\132\0\5Paris");
        jpeg = segment(jpeg, 0xfe, "taken in Paris");
        var png = Pictures.encoded(Pictures.transparent(400, 200), "png");
        png = Pictures.withChunk(png, "eXIf", Pictures.tiff(1));
        png = Pictures.withChunk(png, "tEXt", bytes("Comment\0taken in Paris, GPS 48"));
        png = Pictures.withChunk(png, "iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0" + xmp));
        var derivatives = derivatives();
        for (var original : List.of(jpeg, png, Pictures.shipped("turned-profile.webp"))) {
            var before = store.put(original);
            var type = original == jpeg ? JPEG : original == png ? PNG : "image/webp";

            var made = made(derivatives.of(before, type, 160));

            var metadata = ImageMetadataReader.readMetadata(made.file().toFile());
            assertThat(metadata.getDirectoriesOfType(GpsDirectory.class)).isEmpty();
            assertThat(metadata.getDirectoriesOfType(XmpDirectory.class)).isEmpty();
            assertThat(metadata.getDirectoriesOfType(IptcDirectory.class)).isEmpty();
            assertThat(Files.readString(made.file(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "eXIf", "GPS", "Paris", "xmp", "8BIM", "ICC_PROFILE");
        }
        assertThat(
                        ImageMetadataReader.readMetadata(new java.io.ByteArrayInputStream(jpeg))
                                .getDirectoriesOfType(GpsDirectory.class))
                .as("the original says it")
                .isNotEmpty();
    }

    private static byte[] segment(byte[] jpeg, int marker, String text) {
        return Pictures.withSegment(jpeg, marker, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void makesNothingOfWhatIsNoStillPicture() throws IOException {
        var derivatives = derivatives();

        assertThat(reason(derivatives.of(store.put(Pictures.gif(9, 9)), "image/gif", 160)))
                .contains("image/gif");
        assertThat(reason(derivatives.of(store.put(Pictures.gif(9, 9)), JPEG, 160)))
                .contains("animated");
        var webp = Pictures.shipped("animated.webp");
        assertThat(reason(derivatives.of(store.put(webp), "image/webp", 160))).contains("animated");
        assertThat(reason(derivatives.of(store.put(bytes("<svg/>")), JPEG, 160)))
                .contains("no picture");
    }

    @Test
    void remembersWhatCannotBeDecoded() throws IOException {
        var hash = store.put(Pictures.claimedPng(50_000, 50_000));
        var derivatives = derivatives();

        assertThat(reason(derivatives.of(hash, PNG, 160))).contains("too large");
        assertThat(reason(derivatives.of(hash, PNG, 320))).contains("too large");
        assertThat(store.asked()).isEqualTo(1);

        clock.tick(Duration.ofMinutes(61));
        derivatives.of(hash, PNG, 160);
        assertThat(store.asked()).isEqualTo(2);
        assertThat(cached()).isEmpty();
    }

    @Test
    void makesACopyOnceForAllWhoWaitForIt() throws Exception {
        var hash = store.put(Pictures.png(400, 200));
        var derivatives = derivatives();
        var gate = store.close();
        var answers = new ArrayList<Future<Derivative>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> derivatives.of(hash, PNG, 160)));
            }
            gate.countDown();
        }

        for (var answer : answers) {
            made(answer.get());
        }
        assertThat(store.asked()).isEqualTo(1);
        assertThat(cached()).hasSize(1);
    }

    @Test
    void asksToComeAgainWhenAllAreBusy() throws IOException {
        var first = store.put(Pictures.png(400, 200));
        var second = store.put(Pictures.png(400, 201));
        var derivatives = derivatives(1 << 30, Duration.ofMillis(50), USUAL.withThreads(1));
        var gate = store.close();

        assertThat(derivatives.of(first, PNG, 160)).isEqualTo(new Derivative.Busy());
        assertThat(derivatives.of(second, PNG, 160)).isEqualTo(new Derivative.Busy());
        gate.countDown();

        await().untilAsserted(() -> made(derivatives.of(second, PNG, 160)));
        assertThat(store.asked()).isEqualTo(2);
    }

    @Test
    void evictsWhatWasNotAskedForLongest() throws IOException {
        var hash = store.put(Pictures.jpeg(800, 600));
        var probe = made(derivatives().of(hash, JPEG, 160)).size();
        derivatives().forget(hash);
        var hashes =
                List.of(
                        hash,
                        store.put(Pictures.jpeg(800, 601)),
                        store.put(Pictures.jpeg(800, 602)));
        var derivatives = derivatives(probe * 5 / 2, Duration.ofSeconds(30), USUAL);

        made(derivatives.of(hashes.get(0), JPEG, 160));
        made(derivatives.of(hashes.get(1), JPEG, 160));
        made(derivatives.of(hashes.get(0), JPEG, 160));
        made(derivatives.of(hashes.get(2), JPEG, 160));

        assertThat(cached().stream().map(file -> file.getFileName().toString().substring(0, 64)))
                .containsExactlyInAnyOrder(hashes.get(0).hex(), hashes.get(2).hex());
        assertThat(meters.get("hookline.media.derivatives.evictions").functionCounter().count())
                .isEqualTo(1);
    }

    @Test
    void keepsItsFilesAndTheirOrderOverARestart() throws IOException {
        var first = store.put(Pictures.jpeg(800, 600));
        var second = store.put(Pictures.jpeg(800, 601));
        var before = derivatives();
        var size = made(before.of(first, JPEG, 160)).size();
        made(before.of(second, JPEG, 160));
        clock.tick(Duration.ofMinutes(5));
        made(before.of(first, JPEG, 160));
        var asked = store.asked();

        var after = derivatives(size * 5 / 2, Duration.ofSeconds(30), USUAL);
        made(after.of(second, JPEG, 160));
        assertThat(store.asked()).isEqualTo(asked);

        var smaller = derivatives(size * 3 / 2, Duration.ofSeconds(30), USUAL);
        assertThat(cached()).hasSize(1);
        assertThat(smaller.of(first, JPEG, 160)).isInstanceOf(Derivative.Made.class);
    }

    @Test
    void removesWhatWasLeftHalfMade() throws IOException {
        derivatives();
        var making = directory.resolve("cache/making");
        var left = Files.writeString(making.resolve("left"), "half");
        Files.setLastModifiedTime(left, FileTime.from(clock.instant().minusSeconds(3601)));
        var fresh = Files.writeString(making.resolve("fresh"), "half");
        Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));

        derivatives();

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void makesItAgainWhenTheDirectoryWasEmptied() throws IOException {
        var hash = store.put(Pictures.png(400, 200));
        var derivatives = derivatives();
        Files.delete(made(derivatives.of(hash, PNG, 160)).file());

        assertThat(made(derivatives.of(hash, PNG, 160)).file()).exists();
    }

    @Test
    void forgetsWhatWasMade() throws IOException {
        var hash = store.put(Pictures.png(400, 200));
        var other = store.put(Pictures.png(400, 201));
        var derivatives = derivatives();
        made(derivatives.of(hash, PNG, 160));
        made(derivatives.of(hash, PNG, 320));
        made(derivatives.of(other, PNG, 160));

        derivatives.forget(hash);

        assertThat(cached()).singleElement().asString().contains(other.hex());
        assertThat(meters.get("hookline.media.derivatives.cache.size").gauge().value())
                .isEqualTo(Files.size(cached().getFirst()));
    }

    @Test
    void keepsNothingThatWasForgottenWhileItWasMade() throws Exception {
        var hash = store.put(Pictures.png(400, 200));
        var limits = USUAL.withThreads(1);
        var derivatives = derivatives(1 << 30, Duration.ofSeconds(30), limits);
        var gate = store.close();
        var answer = CompletableFuture.supplyAsync(() -> derivatives.of(hash, PNG, 160));
        await().until(() -> store.asked() == 1);

        derivatives.forget(hash);
        assertThat(reason(answer.get())).contains("deleted");
        gate.countDown();

        // The only thread is free again once another picture is made.
        made(derivatives.of(store.put(Pictures.png(10, 10)), PNG, 160));
        assertThat(cached()).hasSize(1);
        made(derivatives.of(hash, PNG, 160));
    }

    @Test
    void fetchesTheOriginalFromARemoteStore() throws IOException {
        store = new ShelfStore(directory.resolve("originals"), true);
        var hash = store.put(Pictures.png(400, 200));

        made(derivatives().of(hash, PNG, 160));
        store.remove(hash);

        assertThat(reason(derivatives().of(hash, PNG, 320))).contains("gone");
        assertThat(cached()).hasSize(1);
    }
}
