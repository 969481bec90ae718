package dev.hookline.media.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.media.item.Item;
import dev.hookline.media.store.MediaStore;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class ServingQuarkusTest {

    private static final String TEN = "0123456789";
    private static final String UPLOADED = "Sat, 21 Nov 2026 12:00:00 GMT";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject KeptFiles files;
    @Inject MediaStore store;

    @TestHTTPResource("/")
    URI service;

    @TempDir Path directory;

    @AfterAll
    static void closeConnections() {
        CLIENT.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api/v1"})
    void servesBytesToEverybody(String prefix) throws Exception {
        var item = ten();

        var answer = get(prefix + item.url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEN);
        assertHeader(answer, "content-length", "10");
        assertHeader(answer, "content-type", "image/png");
        assertHeader(answer, "etag", '"' + item.sha256().hex() + '"');
        assertHeader(answer, "last-modified", UPLOADED);
        assertHeader(answer, "accept-ranges", "bytes");
        assertHeader(answer, "cache-control", "public, max-age=31536000, immutable");
        assertHeader(answer, "content-disposition", "inline; filename=\"ten.png\"");
        assertHeader(answer, "x-content-type-options", "nosniff");
        assertHeader(answer, "cross-origin-resource-policy", "cross-origin");
        assertHeader(answer, "access-control-allow-origin", "*");
        assertThat(header(answer, "content-security-policy"))
                .startsWith("sandbox; default-src 'none';");
    }

    @Test
    void tellsAllButTheBytesOfAHead() throws Exception {
        var item = ten();

        var answer = send(request(item.url()).HEAD().header("Range", "bytes=1-2"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        var whole = get(item.url());
        assertThat(answer.headers().map()).isEqualTo(whole.headers().map());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    bytes=2-4,  234,        bytes 2-4/10
                    bytes=7-,   789,        bytes 7-9/10
                    bytes=-2,   89,         bytes 8-9/10
                    bytes=0-99, 0123456789, bytes 0-9/10
                    """)
    void servesAPart(String range, String expected, String contentRange) throws Exception {
        var answer = get(ten().url(), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(expected);
        assertHeader(answer, "content-range", contentRange);
        assertHeader(answer, "content-length", String.valueOf(expected.length()));
        assertHeader(answer, "content-type", "image/png");
        assertHeader(answer, "x-content-type-options", "nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=-0"})
    void hasNothingBehindTheEnd(String range) throws Exception {
        var answer = get(ten().url(), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertHeader(answer, "content-range", "bytes */10");
        assertHeader(answer, "content-type", "application/problem+json");
        assertThat(answer.body()).contains("urn:hookline:problem:range-not-satisfiable");
        assertThat(answer.headers().firstValue("etag")).isEmpty();
        assertThat(answer.headers().firstValue("cache-control")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "bytes=5-2", "bytes=x-", "pages=1-2"})
    void servesAllInsteadOfRangesItDoesNotServe(String range) throws Exception {
        var answer = get(ten().url(), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEN);
        assertThat(answer.headers().firstValue("content-range")).isEmpty();
    }

    @Test
    void servesAnEmptyFile() throws Exception {
        var item = files.keep("empty.txt", "text/plain", new byte[0]);

        for (var answer :
                new HttpResponse<?>[] {get(item.url()), get(item.url(), "Range", "bytes=0-")}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("");
            assertHeader(answer, "content-length", "0");
            assertHeader(answer, "content-type", "text/plain;charset=utf-8");
        }
    }

    @Test
    void sendsNothingTheClientHas() throws Exception {
        var item = ten();
        var tag = '"' + item.sha256().hex() + '"';

        for (var list : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            assertNotModified(get(item.url(), "If-None-Match", list), tag);
        }
        assertNotModified(get(item.url(), "If-Modified-Since", UPLOADED), tag);
        assertNotModified(send(request(item.url()).HEAD().header("If-None-Match", tag)), tag);
        assertNotModified(get(item.url(), "If-None-Match", tag, "Range", "bytes=0-1"), tag);
        // As a list may be sent in several fields.
        assertNotModified(get(item.url(), "If-None-Match", "\"x\"", "If-None-Match", tag), tag);
    }

    @Test
    void sendsWhatTheClientDoesNotHave() throws Exception {
        var item = ten();

        assertThat(get(item.url(), "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(
                        get(item.url(), "If-Modified-Since", "Fri, 20 Nov 2026 12:00:00 GMT")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        get(item.url(), "If-None-Match", "\"x\"", "If-Modified-Since", UPLOADED)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void sendsAPartOnlyOfTheSameBytes() throws Exception {
        var item = ten();
        var tag = '"' + item.sha256().hex() + '"';

        assertThat(ranged(item, tag)).isEqualTo(206);
        assertThat(ranged(item, UPLOADED)).isEqualTo(206);
        assertThat(ranged(item, "W/" + tag)).isEqualTo(200);
        assertThat(ranged(item, "\"x\"")).isEqualTo(200);
        assertThat(ranged(item, "Sat, 21 Nov 2026 12:00:01 GMT")).isEqualTo(200);
    }

    @Test
    void refusesAPartOfOtherBytesThatAreMeant() throws Exception {
        assertThat(get(ten().url(), "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/xhtml+xml", "application/xml", "text/javascript", "x/y"})
    void letsNothingActInTheNameOfTheSite(String type) throws Exception {
        var item = files.keep("a.bin", type, "<script>alert(1)</script>".getBytes());

        var answer = get(item.url());

        assertHeader(answer, "content-type", "application/octet-stream");
        assertHeader(answer, "content-disposition", "attachment; filename=\"a.bin\"");
        assertHeader(answer, "x-content-type-options", "nosniff");
        assertThat(header(answer, "content-security-policy")).contains("sandbox");
    }

    @Test
    void servesSvgAsAPictureButNotAsAPage() throws Exception {
        var item = files.keep("a.svg", "image/svg+xml", "<svg onload='alert(1)'/>".getBytes());

        var answer = get(item.url());

        assertHeader(answer, "content-type", "image/svg+xml");
        assertHeader(answer, "content-disposition", "attachment; filename=\"a.svg\"");
        assertThat(header(answer, "content-security-policy"))
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Größe €\uD83D\uDE00.png",
                "a\"b\\c.png",
                "a;b=c,d.png",
                "100% a+b&c?d#e.png",
                "%2e%2e%2fa.png",
                "a\r\nSet-Cookie: b=c.png",
                "日本語 مرحبا.png"
            })
    void servesEveryNameUnderItsUrl(String name) throws Exception {
        var item = files.keep(name, "image/png", TEN.getBytes());

        var answer = get(item.url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeader(answer, "content-disposition", Disposition.of(true, name));
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void pointsToTheRightName() throws Exception {
        var item = files.keep("neu ü.png", "image/png", TEN.getBytes());
        var old = "/media/" + item.id() + "/old.png";

        var answer = get(old);

        assertThat(answer.statusCode()).isEqualTo(308);
        assertHeader(answer, "cache-control", "no-cache");
        assertThat(URI.create(old).resolve(header(answer, "location"))).hasToString(item.url());
        assertThat(send(request(old).HEAD()).statusCode()).isEqualTo(308);
    }

    @Test
    void knowsNoOtherFiles() throws Exception {
        var answer = get("/media/01K00000000000000000000000/a.png");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertHeader(answer, "content-type", "application/problem+json");
    }

    @Test
    void servesNothingInPlaceOfLostOrDamagedBytes() throws Exception {
        var item = files.keep("lost.png", "image/png", "damage me".getBytes());
        Files.writeString(store.localFile(item.sha256()).orElseThrow(), "damaged");
        assertThat(get(item.url()).statusCode()).isEqualTo(500);

        store.remove(item.sha256());
        assertThat(get(item.url()).statusCode()).isEqualTo(500);
    }

    @Test
    void servesLargeFilesToManyAtOnceAndPartsOfThem() throws Exception {
        var size = 300L << 20;
        var large = directory.resolve("large");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 3);
            file.write("end".getBytes());
        }
        var item = files.keep("large.bin", "video/mp4", large);
        try {
            assertThat(get(item.url(), "Range", "bytes=-3").body()).isEqualTo("end");
            var downloads = Stream.generate(() -> count(item.url())).limit(3).toList();
            for (var download : downloads) {
                assertThat(download.get(1, TimeUnit.MINUTES)).isEqualTo(size);
            }
        } finally {
            store.remove(item.sha256());
        }
    }

    @Test
    void letsGoOfAFileWhoseReaderLeaves() throws Exception {
        var large = directory.resolve("left");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        var item = files.keep("left.bin", "video/mp4", large);
        var path = store.localFile(item.sha256()).orElseThrow().toRealPath();

        try (var socket = new Socket(service.getHost(), service.getPort())) {
            ask(socket, item.url());
            assertThat(isOpen(path)).isTrue();
        }

        await().untilAsserted(() -> assertThat(isOpen(path)).isFalse());
        store.remove(item.sha256());
    }

    @Test
    void readsNoFasterThanTheClientAndStopsWhenItLeaves() throws Exception {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            ask(socket, "/test/endless");
            await().during(Duration.ofMillis(300))
                    .until(EndlessFile.READ::get, read -> read < 32 << 20);
        }
        assertThat(EndlessFile.CLOSED.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverEndsAnAnswerAsIfAllHadBeenSent() throws Exception {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            ask(socket, "/test/endless/failing");
            var rest = socket.getInputStream().readAllBytes();
            assertThat(rest.length).isGreaterThan(1 << 19).isLessThan(2 << 20);
        }
    }

    @Test
    void leadsFromAnIdToTheFile() throws Exception {
        var item = files.keep("tên ten.png", "image/png", TEN.getBytes());

        var answer = get("/media/" + item.id() + "?w=640&x=%20");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertHeader(answer, "cache-control", "no-cache");
        var target = service.resolve("/media/" + item.id()).resolve(header(answer, "location"));
        assertThat(target.toString()).endsWith(item.url() + "?w=640&x=%20");
        assertThat(get("/media/" + item.id() + "0").statusCode()).isEqualTo(404);
    }

    private Item ten() throws IOException {
        return files.keep("ten.png", "image/png", TEN.getBytes());
    }

    private int ranged(Item item, String ifRange) throws Exception {
        return get(item.url(), "Range", "bytes=0-1", "If-Range", ifRange).statusCode();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private CompletableFuture<Long> count(String path) {
        return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofInputStream())
                .thenApplyAsync(answer -> {
                    try (var body = answer.body()) {
                        return body.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Asks and reads the beginning of the answer only. */
    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes());
        var beginning =
                new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
        assertThat(beginning).isEqualTo("HTTP/1.1 200 OK");
    }

    private static boolean isOpen(Path path) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).equals(path);
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    private static void assertNotModified(HttpResponse<String> answer, String tag) {
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertHeader(answer, "etag", tag);
        assertHeader(answer, "cache-control", "public, max-age=31536000, immutable");
    }

    private static void assertHeader(HttpResponse<?> answer, String name, String value) {
        assertThat(answer.headers().allValues(name)).containsExactly(value);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
