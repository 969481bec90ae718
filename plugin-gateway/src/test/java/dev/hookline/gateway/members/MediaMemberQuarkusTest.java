package dev.hookline.gateway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.gateway.fetch.Site;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way through the gateway, with a server in the place of the media service. */
@QuarkusTest
@TestProfile(MembersQuarkusTest.OneServer.class)
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class MediaMemberQuarkusTest {

    private static final String MEDIA = TestPlugin.API + "/media";
    private static final String JSON = "application/json";
    private static final int MEBIBYTE = 1 << 20;

    /** More than any buffer on the way takes. */
    private static final int LARGE = 40 * MEBIBYTE;

    private static final String CREATED =
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n"
                    + "{\"id\":\"m1\"}";

    @ConfigProperty(name = "hookline.gateway.services.media.url")
    URI serviceUrl;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin =
                TestPlugin.install(
                        "uploader",
                        Map.of("capabilities", List.of("media:write", "content:write")));
    }

    @AfterEach
    void remove() {
        plugin.close();
        http.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void uploadsMayBeLargerThanOtherRequests(boolean isLengthDeclared) throws Exception {
        var body = new byte[2 * MEBIBYTE];
        new Random(7).nextBytes(body);
        try (var service = site()) {
            service.on("/api/v1/media", "POST", 201, Map.of("Content-Type", JSON), "{}");

            assertThat(post(MEDIA, body, isLengthDeclared)).isEqualTo(201);

            var received = service.requests().getFirst();
            assertThat(received.body()).isEqualTo(body);
            assertThat(received.header("content-type")).startsWith("multipart/form-data");
            assertThat(received.header("content-length"))
                    .isEqualTo(isLengthDeclared ? String.valueOf(body.length) : null);
            assertThat(post(TestPlugin.API + "/content/posts", body, isLengthDeclared))
                    .isEqualTo(413);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedBeforeItBegins() throws Exception {
        try (var plug = wire()) {
            plug.send(uploadHead("Content-Length: " + (48 * MEBIBYTE + 64 * 1024 + 1)));

            assertThat(plug.head()).startsWith("http/1.1 413");
        }
    }

    @Test
    void anUploadOfUnknownLengthEndsAtTheLimit() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead("Transfer-Encoding: chunked"));
            var sending = CompletableFuture.runAsync(() -> sendQuietly(plug, chunk(64 * MEBIBYTE)));
            try (var service = Wire.from(listening)) {
                service.head();
                var got = service.readToTheEnd();
                assertThat(got.length).isLessThan(50 * MEBIBYTE);
                assertThat(new String(got, got.length - 5, 5, StandardCharsets.ISO_8859_1))
                        .isNotEqualTo("0\r\n\r\n");
            }
            assertThat(plug.head()).startsWith("http/1.1 413");
            plug.close();
            sending.join();
        }
    }

    @Test
    void aServiceThatReadsSlowlySlowsThePluginDown() throws Exception {
        var body = new byte[LARGE];
        new Random(11).nextBytes(body);
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead("Content-Length: " + LARGE));
            var sent = new AtomicInteger();
            var sending = CompletableFuture.runAsync(() -> sendCounting(plug, body, sent));
            try (var service = Wire.from(listening)) {
                assertThat(service.head())
                        .startsWith("post /api/v1/media http/1.1")
                        .contains("content-length: " + LARGE);
                awaitStandstill(sent);
                assertThat(sent.get()).isLessThan(20 * MEBIBYTE);

                assertThat(service.read(LARGE)).isEqualTo(body);
                service.send(CREATED);
                sending.join();
                assertThat(plug.head()).startsWith("http/1.1 201");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
    void whatThePluginBreaksOffIsBrokenOffForTheService(String length) throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead(length));
            plug.send(length.endsWith("chunked") ? chunk(1000) : new byte[1000]);
            try (var service = Wire.from(listening)) {
                service.head();
                service.read(1000);
                plug.close();

                var rest = new String(service.readToTheEnd(), StandardCharsets.ISO_8859_1);
                assertThat(rest).doesNotContain("0\r\n\r\n");
            }
        }
    }

    @Test
    void whatTheServiceBreaksOffIsSaidToThePlugin() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead("Content-Length: " + LARGE));
            var sending = CompletableFuture.runAsync(() -> sendQuietly(plug, new byte[LARGE]));
            try (var service = Wire.from(listening)) {
                service.head();
            }
            assertThat(plug.head()).startsWith("http/1.1 502");
            plug.close();
            sending.join();
        }
    }

    @Test
    void anAnswerBeforeTheEndOfTheUploadIsPassedOn() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead("Content-Length: " + LARGE));
            try (var service = Wire.from(listening)) {
                service.head();
                service.send(
                        "HTTP/1.1 422 No\r\nContent-Type: application/problem+json\r\n"
                                + "Content-Length: 2\r\n\r\n{}");

                assertThat(plug.head()).startsWith("http/1.1 422");
                assertThat(service.readToTheEnd()).isEmpty();
            }
        }
    }

    @Test
    void aPluginThatStandsStillIsGivenUp() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(uploadHead("Content-Length: 1000"));
            plug.send(new byte[500]);
            try (var service = Wire.from(listening)) {
                service.head();

                assertThat(service.readToTheEnd()).hasSize(500);
                assertThat(plug.head()).startsWith("http/1.1 504");
            }
        }
    }

    @Test
    void changesWhatIsSaidOfAFile() {
        try (var service = site()) {
            service.on("/api/v1/media/m1", "PATCH", 200, Map.of("Content-Type", JSON), "{}");

            plugin.call()
                    .header("If-Match", "\"1\"")
                    .body("{\"alt\":\"The sea\"}")
                    .patch(MEDIA + "/m1")
                    .then()
                    .statusCode(200);

            var received = service.requests().getFirst();
            assertThat(received.header("if-match")).isEqualTo("\"1\"");
            assertThat(new String(received.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"alt\":\"The sea\"}");
        }
    }

    @Test
    void readsSomeOfAFilesBytes() {
        try (var service = site()) {
            service.on(
                    "/media/m1/Größe 1.png",
                    "GET",
                    206,
                    Map.of(
                            "Content-Type", "image/png",
                            "Content-Range", "bytes 1-3/9",
                            "Accept-Ranges", "bytes",
                            "ETag", "\"abc\"",
                            "Cache-Control", "public, immutable",
                            "Content-Disposition", "inline",
                            "X-Content-Type-Options", "nosniff",
                            "Set-Cookie", "a=b"),
                    new byte[] {1, 2, 3});

            var answer =
                    plugin.call()
                            .header("Range", "bytes=1-3")
                            .header("If-Range", "\"abc\"")
                            .get(MEDIA + "/m1/Gr%C3%B6%C3%9Fe%201.png?w=640");

            answer.then()
                    .statusCode(206)
                    .contentType("image/png")
                    .header("Content-Range", "bytes 1-3/9")
                    .header("Content-Length", "3")
                    .header("Accept-Ranges", "bytes")
                    .header("ETag", "\"abc\"")
                    .header("Cache-Control", "public, immutable")
                    .header("Content-Disposition", "inline")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Set-Cookie", (String) null);
            assertThat(answer.asByteArray()).containsExactly(1, 2, 3);
            var received = service.requests().getFirst();
            assertThat(received.query()).isEqualTo("w=640");
            assertThat(received.header("range")).isEqualTo("bytes=1-3");
            assertThat(received.header("if-range")).isEqualTo("\"abc\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"304,304", "416,416", "404,404", "302,502", "500,500"})
    void otherAnswersArePassedOnAsOfOtherCalls(int ofService, int toPlugin) {
        try (var service = site()) {
            var headers = Map.of("Content-Type", "application/problem+json", "ETag", "\"abc\"");
            service.on("/media/m1/a.png", "GET", ofService, headers, ofService == 304 ? "" : "{}");

            plugin.call()
                    .header("If-None-Match", "\"abc\"")
                    .get(MEDIA + "/m1/a.png")
                    .then()
                    .statusCode(toPlugin);

            assertThat(service.requests().getFirst().header("if-none-match")).isEqualTo("\"abc\"");
        }
    }

    @Test
    void aPluginThatReadsSlowlySlowsTheServiceDown() throws Exception {
        var file = new byte[LARGE];
        new Random(13).nextBytes(file);
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(head("GET", "/m1/a.png", "Accept: */*"));
            try (var service = Wire.from(listening)) {
                service.head();
                service.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                var sent = new AtomicInteger();
                var sending = CompletableFuture.runAsync(() -> sendCounting(service, file, sent));
                assertThat(plug.head()).startsWith("http/1.1 200").contains("content-length: 4");
                awaitStandstill(sent);
                assertThat(sent.get()).isLessThan(20 * MEBIBYTE);

                assertThat(plug.read(LARGE)).isEqualTo(file);
                sending.join();
            }
        }
    }

    /** Repeated, since the framework may hear of the first bytes before or after the break. */
    @RepeatedTest(10)
    void aFileThatBreaksOffNeverLooksWhole() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(head("GET", "/m1/a.png", "Accept: */*"));
            try (var service = Wire.from(listening)) {
                service.head();
                service.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                service.send(chunk(100_000));
                assertThat(plug.head()).startsWith("http/1.1 200");
            }
            var rest = new String(plug.readToTheEnd(), StandardCharsets.ISO_8859_1);
            assertThat(rest).isNotEmpty().doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void aFileOfWhichNothingComesIsAProblem() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(head("GET", "/m1/a.png", "Accept: */*"));
            try (var service = Wire.from(listening)) {
                service.head();
                service.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            }
            assertThat(plug.head()).startsWith("http/1.1 502").contains("problem+json");
        }
    }

    @Test
    void whoStopsReadingStopsTheService() throws Exception {
        try (var listening = Wire.listen(serviceUrl.getPort());
                var plug = wire()) {
            plug.send(head("GET", "/m1/a.png", "Accept: */*"));
            try (var service = Wire.from(listening)) {
                service.head();
                // Its deadline is far away.
                service.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                service.send(new byte[100_000]);
                plug.head();
                plug.close();

                assertThat(service.readToTheEnd()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/m1/..%2Fm2",
                "/m1/a%5Cb",
                "/m1/a%00b",
                "/..%2Fapi%2Fv1/media",
                "/m1%3Fx/a.png"
            })
    void aPluginCannotChooseAnotherPath(String path) {
        try (var service = site()) {
            plugin.call().get(MEDIA + path).then().statusCode(404);

            assertThat(service.requests()).isEmpty();
        }
    }

    @Test
    void readingAndChangingNeedTheirCapabilities() {
        try (var service = site();
                var reader =
                        TestPlugin.install(
                                "media-reader", Map.of("capabilities", List.of("media:read")))) {
            service.on("/media/m1/a.txt", "GET", 200, Map.of("Content-Type", "text/plain"), "A");
            reader.call().get(MEDIA + "/m1/a.txt").then().statusCode(200).body(equalTo("A"));
            reader.call().body("{}").patch(MEDIA + "/m1").then().statusCode(403);
            reader.call().body("{}").post(MEDIA).then().statusCode(403);
            try (var none = TestPlugin.install("media-none", Map.of())) {
                none.call().get(MEDIA + "/m1/a.txt").then().statusCode(403);
            }
            assertThat(service.requests()).hasSize(1);
        }
    }

    private Site site() {
        return new Site("127.0.0.1", serviceUrl.getPort());
    }

    private static Wire wire() throws IOException {
        return Wire.to(RestAssured.port);
    }

    private String uploadHead(String length) {
        return head("POST", "", "Content-Type: multipart/form-data; boundary=x\r\n" + length);
    }

    private String head(String method, String path, String headers) {
        return method
                + ' '
                + MEDIA
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + plugin.token()
                + "\r\n"
                + headers
                + "\r\n\r\n";
    }

    private static byte[] chunk(int size) {
        var head = (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var chunk = new byte[head.length + size + 2];
        System.arraycopy(head, 0, chunk, 0, head.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    private static void sendQuietly(Wire wire, byte[] bytes) {
        sendCounting(wire, bytes, new AtomicInteger());
    }

    private static void sendCounting(Wire wire, byte[] bytes, AtomicInteger sent) {
        int step = 32 * 1024;
        try {
            for (int from = 0; from < bytes.length; from += step) {
                int to = Math.min(bytes.length, from + step);
                wire.send(java.util.Arrays.copyOfRange(bytes, from, to));
                sent.set(to);
            }
        } catch (IOException hungUp) {
            // Whoever looks at the count sees it.
        }
    }

    private static void awaitStandstill(AtomicInteger sent) {
        var last = new AtomicInteger(-1);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    }

    private int post(String path, byte[] body, boolean isLengthDeclared) throws Exception {
        var publisher =
                isLengthDeclared
                        ? BodyPublishers.ofByteArray(body)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        var type = path.equals(MEDIA) ? "multipart/form-data; boundary=x" : JSON;
        var request = request(path).header("Content-Type", type).expectContinue(true);
        return http.send(request.POST(publisher).build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + plugin.token());
    }
}
