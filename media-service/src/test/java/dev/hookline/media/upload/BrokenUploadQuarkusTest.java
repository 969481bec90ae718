package dev.hookline.media.upload;

import static dev.hookline.media.testing.MediaApi.MEDIA;
import static dev.hookline.media.testing.MediaApi.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.hookline.media.store.DirectoryOn;
import dev.hookline.media.store.MediaStore;
import dev.hookline.media.store.Sha256;
import dev.hookline.media.store.StorageFullException;
import dev.hookline.media.store.StoreDirectory;
import dev.hookline.media.store.StoredObject;
import dev.hookline.media.testing.Form;
import dev.hookline.media.testing.Kept;
import dev.hookline.media.testing.MediaApi;
import dev.hookline.media.testing.RawRequest;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way, nothing is left behind. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class BrokenUploadQuarkusTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX = 12 * MEBIBYTE;
    private static final Path INCOMING = Path.of("target/media/incoming");

    private Kept before;

    @BeforeEach
    void look() {
        before = Kept.now();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUploadThatIsCutOffLeavesNothing(boolean isLengthDeclared) throws IOException {
        var body = Form.of("a.bin", "a/b", new byte[3 * MEBIBYTE]).body();
        var half = Arrays.copyOf(body, body.length / 2);
        try (var request =
                new RawRequest(
                        isLengthDeclared
                                ? "Content-Length: " + body.length
                                : "Transfer-Encoding: chunked")) {
            if (isLengthDeclared) {
                request.send(half);
            } else {
                request.chunk(half);
            }
            await().until(() -> received() > MEBIBYTE);
        }
        // The server hears of it; it does not take the time after which a body has stalled.
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(Kept.now()).isEqualTo(before));
    }

    @Test
    void aFormThatEndsTooEarlyLeavesNothing() throws IOException {
        var body = Form.of("a.bin", "a/b", new byte[MEBIBYTE]).body();
        var cut = Arrays.copyOf(body, body.length - 10);
        try (var request = new RawRequest("Content-Length: " + cut.length)) {
            assertThat(request.send(cut).status()).contains("400");
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aFileThatIsTooLargeLeavesNothing() {
        var answer = upload("a.bin", "a/b", new byte[MAX + 1]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:too-large");
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aFileOfTheLargestSizeIsKept() {
        var answer = upload("a.bin", "a/b", new byte[MAX]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void aBodyThatSaysThatItIsTooLargeIsNotEvenRead() throws IOException {
        try (var request = new RawRequest("Content-Length: " + (MAX + MEBIBYTE + 1))) {
            assertThat(request.status()).contains("413");
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aBodyThatTurnsOutToBeTooLargeLeavesNothing() throws IOException {
        var whole = Form.of("a.bin", "a/b", new byte[0]).body();
        var head = Arrays.copyOf(whole, whole.length - "\r\n------a-boundary--\r\n".length());
        try (var request = new RawRequest("Transfer-Encoding: chunked")) {
            request.chunk(head);
            for (int i = 0; i < 14; i++) {
                request.chunk(new byte[MEBIBYTE]);
            }
            assertThat(request.chunk(new byte[0]).status()).contains("413");
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    /** Without this the server keeps in memory what it does not read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverGoesOnSendingAfterTheAnswerIsCutOff(boolean mayUpload) throws IOException {
        var token = mayUpload ? TestTokens.admin() : TestTokens.viewer();
        try (var request = new RawRequest(token, new String[] {"Transfer-Encoding: chunked"})) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 10 * MAX / MEBIBYTE; i++) {
                                    request.chunk(new byte[MEBIBYTE]);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void onlyUploadsMayBeLarge() {
        given().auth()
                .oauth2(TestTokens.admin())
                .contentType("application/json")
                .body("{\"alt\":\"" + "x".repeat(2 * MEBIBYTE) + "\"}")
                .patch(MEDIA + "/1")
                .then()
                .statusCode(413);
    }

    @Test
    void whoeverMayNotUploadIsToldBeforeTheBodyIsSent() throws IOException {
        var headers = new String[] {"Content-Length: 1000000", "Expect: 100-continue"};
        try (var request = new RawRequest(TestTokens.viewer(), headers)) {
            assertThat(request.status()).contains("403");
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void whoeverMayUploadIsToldToGoOn() throws IOException {
        var body = Form.of("a.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8)).body();
        try (var request =
                new RawRequest("Content-Length: " + body.length, "Expect: 100-continue")) {
            assertThat(request.status()).contains("100");
            request.send(body);
            assertThat(request.status()).isEmpty();
            assertThat(request.status()).contains("201");
        }
    }

    @Test
    void aFullDiskWhileReceivingLosesNothing() throws IOException {
        try (var disk =
                Jimfs.newFileSystem(
                        Configuration.unix().toBuilder().setMaxSize(2 * MEBIBYTE).build())) {
            var work = disk.getPath("/work");
            QuarkusMock.installMockForType(DirectoryOn.path(work), StoreDirectory.class);
            var answer = upload("a.bin", "a/b", new byte[3 * MEBIBYTE]);

            assertThat(answer.status()).as(answer.text()).isEqualTo(507);
            assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:insufficient-storage");
            try (var left = Files.list(work.resolve("incoming"))) {
                assertThat(left).isEmpty();
            }
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aFullStoreLosesNothing() {
        QuarkusMock.installMockForType(new FullStore(0), MediaStore.class);
        var answer = upload("a.bin", "a/b", new byte[1_000]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(507);
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aStoreThatIsFullUnderTheLockLosesNothing() {
        QuarkusMock.installMockForType(new FullStore(1), MediaStore.class);

        assertThat(upload("a.bin", "a/b", new byte[1_000]).status()).isEqualTo(507);
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void bytesThatWereSweptAwayMeanwhileAreKeptAgain() {
        var store = new FullStore(2);
        QuarkusMock.installMockForType(store, MediaStore.class);

        assertThat(upload("a.bin", "a/b", new byte[1_000]).status()).isEqualTo(201);
        assertThat(store.kept.get()).isEqualTo(2);
    }

    @Test
    void anUploadThatGetsNoTurnIsToldWhenToComeAgain() {
        QuarkusMock.installMockForType(new NoTurns(), Turns.class);

        var answer = upload("a.bin", "a/b", new byte[1_000]);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(answer.get("type")).isEqualTo("urn:hookline:problem:unavailable");
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void anUploadThatStallsIsGivenUp() throws IOException {
        try (var request = new RawRequest("Content-Length: 1000000")) {
            request.send(Arrays.copyOf(Form.of("a.bin", "a/b", new byte[1_000]).body(), 500));
            await().until(() -> partFiles() == 1);

            await().atMost(Duration.ofSeconds(20)).until(() -> partFiles() == 0);
        }
        assertThat(Kept.now()).isEqualTo(before);
    }

    @Test
    void aSlowClientHoldsNothingThatOthersNeed() throws IOException {
        var form = Form.of("a.bin", "a/b", new byte[1_000]).body();
        var slow = new RawRequest[40];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = new RawRequest("Content-Length: " + form.length);
                slow[i].send(Arrays.copyOf(form, 500));
            }
            await().until(() -> partFiles() == slow.length);
            var answer =
                    MediaApi.meanwhile(() -> upload("b.bin", "a/b", new byte[10]))
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join();
            assertThat(answer.status()).isEqualTo(201);
        } finally {
            for (var request : slow) {
                request.close();
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> partFiles() == 0);
    }

    private static long received() throws IOException {
        try (var files = Files.list(INCOMING)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }

    private static long partFiles() throws IOException {
        try (var files = Files.list(INCOMING)) {
            return files.count();
        }
    }

    /** Nobody's turn. */
    private static final class NoTurns extends Turns {

        NoTurns() {
            super(TurnsTest.configOf(1, Duration.ZERO));
        }

        @Override
        boolean begin() {
            return false;
        }
    }

    /** A store that loses what it is given, and then is full. */
    private static final class FullStore implements MediaStore {

        private final int room;
        private final AtomicInteger kept = new AtomicInteger();

        FullStore(int room) {
            this.room = room;
        }

        @Override
        public void keep(Sha256 hash, Path received) throws IOException {
            if (kept.incrementAndGet() > room) {
                throw new StorageFullException("no room", new IOException());
            }
        }

        @Override
        public Optional<StoredObject> find(Sha256 hash) {
            return Optional.empty();
        }

        @Override
        public InputStream read(Sha256 hash, long offset, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Path> localFile(Sha256 hash) {
            return Optional.empty();
        }

        @Override
        public void remove(Sha256 hash) {}

        @Override
        public Stream<StoredObject> all() {
            return Stream.empty();
        }

        @Override
        public long removeLeftovers(Instant before) {
            return 0;
        }
    }
}
