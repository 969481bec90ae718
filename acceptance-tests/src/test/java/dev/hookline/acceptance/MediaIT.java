package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TestInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged media service: many large files in a small heap, and deaths at the worst moments.
 */
class MediaIT {

    private static final int MEBIBYTE = 1 << 20;
    private static final String BINARY = "application/octet-stream";
    private static final String MOUNT = "mount -t tmpfs -o size=16m tmpfs '%s'";
    private static final String UPLOADED = "media:afterUpload";
    private static final long RELAY_LOCK = 0x686f6f6b6c696e65L;

    @TempDir static Path directory;

    private static ProcessUnderTest media;

    private final Platform platform = Platform.shared();
    private final Uploader uploader = new Uploader(media.url());

    @BeforeAll
    static void start() {
        Platform.shared();
        var configuration = new HashMap<>(Platform.mediaConfiguration(directory));
        configuration.put("hookline.media.sweep.every", "1s");
        configuration.put("hookline.media.sweep.delay", "1s");
        // Far less than anybody should set: whatever is not protected otherwise is swept away.
        configuration.put("hookline.media.sweep.grace", "3s");
        media = ProcessUnderTest.start("media-service", configuration);
    }

    @AfterAll
    static void stop() {
        media.close();
    }

    @AfterEach
    void tidyUp() {
        uploader.close();
    }

    @Test
    void twentyUploadsOfFiftyMebibytesAtOnceFitIntoASmallHeap() throws Exception {
        int size = 50 * MEBIBYTE;
        var uploads = new ArrayList<CompletableFuture<Uploader.Answer>>();
        for (int i = 0; i < 20; i++) {
            var seed = i;
            uploads.add(
                    uploader.upload(
                            "large-" + i + ".bin", BINARY, () -> new Pattern(seed, size), size));
        }

        for (int i = 0; i < uploads.size(); i++) {
            var answer = uploads.get(i).get();
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
            assertThat(answer.body().path("size").asLong()).isEqualTo(size);
            assertThat(answer.body().path("sha256").asText())
                    .isEqualTo(sha256(new Pattern(i, size)));
            assertThat(uploader.delete(answer.id())).isEqualTo(204);
        }
        assertThat(media.output()).doesNotContain("OutOfMemoryError");
        // What a killed process of another test left behind is swept away in time.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(filesBelow("incoming")).isEmpty());
        for (var file : filesBelow("objects")) {
            assertThat(Files.size(file)).isLessThan(MEBIBYTE);
        }
    }

    /** Holds the lock of the bytes, so that storing them and the commit are far apart. */
    @Test
    void aKillBetweenStoreAndCommitLeavesAnOrphanThatIsSwept() throws Exception {
        var bytes = "stored, not yet committed".getBytes(UTF_8);
        var hash = sha256(new ByteArrayInputStream(bytes));
        CompletableFuture<Uploader.Answer> upload;
        try (var database = mediaDatabase()) {
            execute(database, "SELECT pg_advisory_lock(hashtextextended('" + hash + "', 0))");
            upload =
                    uploader.upload(
                            "note.txt",
                            "text/plain",
                            () -> new ByteArrayInputStream(bytes),
                            bytes.length);
            await().until(() -> waitersForAdvisoryLocks(database) > 0);
            assertThat(object(hash)).exists();
            media.kill();
        }
        assertThat(upload).failsWithin(Duration.ofSeconds(10));

        media.restart();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(object(hash)).doesNotExist());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(filesBelow("incoming")).isEmpty());
        try (var database = mediaDatabase()) {
            assertThat(count(database, "media_item WHERE sha256 = '" + hash + "'")).isZero();
            assertThat(count(database, "outbox_event")).isZero();
        }
    }

    /** Holds the relay's lock so that commit and publication are far apart. */
    @Test
    void anUploadCommittedBeforeAKillIsToldAfterTheRestart() throws Exception {
        Uploader.Answer answer;
        try (var plugin = PluginFixture.start("darkroom");
                var operator = new Operator(platform.gateway.url())) {
            plugin.hook(UPLOADED, PluginBehaviour.keep());
            operator.install(plugin);
            media.kill();
            try (var database = mediaDatabase()) {
                await().until(() -> locked(database));
                media.restart();
                answer = uploader.upload("kept.txt", "text/plain", new byte[] {'k', 'e', 'p', 't'});
                assertThat(answer.status()).isEqualTo(201);
                assertThat(count(database, "outbox_event")).isEqualTo(1);
                media.kill();
                assertThat(plugin.calls(UPLOADED)).isEmpty();
            }

            media.restart();

            var call = plugin.awaitCalls(UPLOADED, 1).getFirst();
            assertThat(call.body()).contains(answer.id(), "kept.txt");
            assertThat(uploader.read(answer.url()).body())
                    .isEqualTo(new byte[] {'k', 'e', 'p', 't'});
        }
    }

    @Test
    void anEntryLeadsToAFileByItsId() throws Exception {
        var file = uploader.upload("plan.txt", "text/plain", "the plan".getBytes(UTF_8));
        var collection = "c" + UUID.randomUUID().toString().substring(0, 8);
        var fields = List.of(Map.of("name", "attachment", "type", "media"));
        content(TestTokens.admin())
                .body(Map.of("name", collection, "label", "With files", "fields", fields))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);

        String attachment =
                content(TestTokens.editor())
                        .body(Map.of("data", Map.of("attachment", file.id())))
                        .post("/api/v1/content/" + collection)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("data.attachment");

        var found = uploader.read("/media/" + attachment);
        assertThat(found.statusCode()).isEqualTo(302);
        var address = found.uri().resolve(found.headers().firstValue("location").orElseThrow());
        assertThat(new String(uploader.read(address.toString()).body(), UTF_8))
                .isEqualTo("the plan");
    }

    private RequestSpecification content(String token) {
        return given().baseUri(platform.content.url().toString())
                .contentType("application/json")
                .auth()
                .oauth2(token);
    }

    /** A file system of 16 MiB that only the service sees. */
    @Test
    void aFullDiskRefusesTheUploadAndLosesNothing(@TempDir Path small) throws Exception {
        assumeThat(canMount(small)).as("SKIPPED: no user namespaces to mount in").isTrue();
        var service =
                ProcessUnderTest.prepare("media-service", Platform.mediaConfiguration(small))
                        .launchedBy(
                                "unshare",
                                "-rm",
                                "sh",
                                "-c",
                                MOUNT.formatted(small) + " && exec \"$@\"",
                                "sh");
        try (service;
                var there = new Uploader(service.url())) {
            service.restart();
            int size = 6 * MEBIBYTE;
            var first = there.upload("a.bin", BINARY, () -> new Pattern(1, size), size).get();
            assertThat(first.status()).isEqualTo(201);

            int tooLarge = 30 * MEBIBYTE;
            var refused =
                    there.upload("b.bin", BINARY, () -> new Pattern(2, tooLarge), tooLarge).get();

            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(507);
            assertThat(refused.body().path("type").asText()).contains("insufficient-storage");
            assertThat(sha256(new ByteArrayInputStream(there.read(first.url()).body())))
                    .isEqualTo(sha256(new Pattern(1, size)));
            // What was received of the refused one no longer takes any room.
            var second = there.upload("c.bin", BINARY, () -> new Pattern(3, size), size).get();
            assertThat(second.status()).as("%s", second.body()).isEqualTo(201);
        }
    }

    private static boolean canMount(Path directory) throws Exception {
        return new ProcessBuilder("unshare", "-rm", "sh", "-c", MOUNT.formatted(directory))
                        .start()
                        .waitFor()
                == 0;
    }

    private static Path object(String hash) {
        return directory
                .resolve("objects")
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4))
                .resolve(hash);
    }

    private static List<Path> filesBelow(String folder) throws IOException {
        var root = directory.resolve(folder);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Connection mediaDatabase() throws SQLException {
        var login = TestInfrastructure.shared().login("media");
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean locked(Connection database) throws SQLException {
        return number(database, "SELECT pg_try_advisory_lock(" + RELAY_LOCK + ")::int") == 1;
    }

    private static int waitersForAdvisoryLocks(Connection database) throws SQLException {
        return number(
                database,
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    }

    private static int count(Connection database, String table) throws SQLException {
        return number(database, "SELECT count(*) FROM " + table);
    }

    private static int number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String sha256(InputStream bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var buffer = new byte[1 << 16];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** So many bytes of no known type, different for each seed. */
    private static final class Pattern extends InputStream {

        private final int seed;
        private final long size;
        private long position;

        Pattern(int seed, long size) {
            this.seed = seed;
            this.size = size;
        }

        @Override
        public int read() {
            return position == size ? -1 : next();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == size) {
                return -1;
            }
            int count = (int) Math.min(length, size - position);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = (byte) next();
            }
            return count;
        }

        private int next() {
            long mixed = (position++ / 7 + seed) * 0x9e3779b97f4a7c15L;
            return (int) (mixed >>> 56);
        }
    }
}
