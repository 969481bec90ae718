package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.gateway.PluginApiRefusal;
import dev.hookline.sdk.gateway.PluginApiUnavailable;
import dev.hookline.sdk.services.EmailMessage;
import dev.hookline.sdk.services.FetchRequest;
import dev.hookline.sdk.storage.Condition;
import dev.hookline.sdk.storage.Query;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginContextTest {

    private static final String ENTRY =
            """
            {"id": "e1", "collection": "posts", "slug": "a", "status": "draft", "version": 3,
             "data": {"title": "A"}, "newer": 1}
            """;

    private record Note(String text, int stars) {}

    @TempDir Path directory;

    private final FakeGateway gateway = new FakeGateway();
    private PluginServer server;
    private PluginContext ctx;

    @BeforeEach
    void start() throws Exception {
        credentials("token-1");
        var environment =
                PluginEnvironment.of(
                        Map.of(
                                "HOOKLINE_CREDENTIALS_FILE",
                                file().toString(),
                                "HOOKLINE_GATEWAY_URL",
                                gateway.url() + "/"));
        server =
                Plugin.named("sample")
                        .version("1.2.0")
                        .storage("notes", storage -> storage.index("stars"))
                        .start(environment);
        ctx = server.context();
    }

    @AfterEach
    void stop() {
        server.close();
        gateway.close();
    }

    @Test
    void readsWritesListsAndDeletesKeys() {
        gateway.on("GET /kv/settings%3Aa%2Fb%20c", 200, "{\"value\": {\"n\": 1}}")
                .on("PUT /kv/n", 204, "")
                .on("DELETE /kv/n", 204, "")
                .on(
                        "GET /kv?prefix=a%26b&limit=100",
                        200,
                        "{\"items\": [{\"key\": \"a&b1\", \"value\": 7}], \"nextCursor\": \"n=\"}")
                .on(
                        "GET /kv?prefix=a%26b&limit=100&cursor=n%3D",
                        200, "{\"items\": [{\"key\": \"a&b2\", \"value\": 8}]}");

        assertThat(ctx.kv().get("settings:a/b c")).hasToString("Optional[{\"n\":1}]");
        assertThat(gateway.next().header("Authorization")).isEqualTo("Bearer token-1");
        assertThat(ctx.kv().get("absent")).isEmpty();
        assertThat(gateway.next().call()).isEqualTo("GET /kv/absent");
        ctx.kv().set("n", List.of(1, 2));
        assertThat(gateway.next().body()).isEqualTo("{\"value\":[1,2]}");
        assertThat(ctx.kv().delete("n")).isTrue();
        assertThat(ctx.kv().delete("absent")).isFalse();
        assertThat(ctx.kv().list("a&b"))
                .hasToString("[Pair[key=a&b1, value=7], Pair[key=a&b2, value=8]]");
    }

    @Test
    void keepsDocumentsOfATypeOfTheCallersOwn() {
        gateway.on("GET /storage/notes/a", 200, document("a"))
                .on("PUT /storage/notes/a", 204, "")
                .on("POST /storage/notes/get-many", 200, "{\"items\": [" + document("a") + "]}")
                .on("POST /storage/notes/put-many", 204, "")
                .on("POST /storage/notes/delete-many", 200, "{\"deleted\": 1}");
        var notes = ctx.storage("notes", Note.class);

        assertThat(notes.get("a")).contains(new Note("hi", 5));
        assertThat(notes.get("b")).isEmpty();
        assertThat(notes.exists("a")).isTrue();
        notes.put("a", new Note("x", 1));
        assertThat(notes.delete("b")).isFalse();
        assertThat(notes.getMany(List.of("a", "b"))).containsOnlyKeys("a");
        notes.putMany(Map.of("a", new Note("x", 1)));
        assertThat(notes.deleteMany(List.of("a", "b"))).isEqualTo(1);

        var bodies = new LinkedHashMap<String, String>();
        for (int i = 0; i < 8; i++) {
            var call = gateway.next();
            bodies.put(call.call(), call.body());
        }
        assertThat(bodies)
                .containsEntry("PUT /storage/notes/a", "{\"text\":\"x\",\"stars\":1}")
                .containsEntry("POST /storage/notes/get-many", "{\"ids\":[\"a\",\"b\"]}")
                .containsEntry(
                        "POST /storage/notes/put-many",
                        "{\"items\":[{\"id\":\"a\",\"data\":{\"text\":\"x\",\"stars\":1}}]}");
    }

    @Test
    void knowsWhichCollectionsItsManifestDeclares() {
        assertThatThrownBy(() -> ctx.storage("nots"))
                .hasMessage("the manifest declares no storage collection nots");
    }

    @Test
    void asksForDocumentsByConditions() {
        gateway.on(
                        "POST /storage/notes/query",
                        200,
                        "{\"items\": [" + document("a") + "], \"cursor\": \"c\"}")
                .on("POST /storage/notes/count", 200, "{\"count\": 12}");
        var notes = ctx.storage("notes", Note.class);
        var query =
                Query.all()
                        .whereNull("text")
                        .where("stars", Condition.atLeast(2).and(Condition.lessThan(9)))
                        .descending("stars")
                        .limit(10)
                        .after("b");

        var page = notes.query(query);

        assertThat(page.items().getFirst().data()).isEqualTo(new Note("hi", 5));
        assertThat(page.cursor()).contains("c");
        assertThat(page.hasMore()).isTrue();
        assertThat(gateway.next().body())
                .contains("\"limit\":10", "\"cursor\":\"b\"", "\"orderBy\":{\"stars\":\"desc\"}")
                .contains("\"text\":null", "\"gte\":2", "\"lt\":9");
        assertThat(notes.count(query)).isEqualTo(12);
    }

    @Test
    void schedulesTasks() {
        gateway.on("PUT /cron/daily", 200, "{}")
                .on("DELETE /cron/daily", 204, "")
                .on(
                        "GET /cron",
                        200,
                        "{\"items\": [{\"name\": \"daily\", \"schedule\": \"@daily\","
                                + " \"nextRunAt\": \"2026-11-22T00:00:00Z\"}]}");

        ctx.cron().schedule("daily", "0 2 * * *");
        assertThat(gateway.next().body()).isEqualTo("{\"schedule\":\"0 2 * * *\"}");
        ctx.cron().schedule("daily", "@daily", Map.of("days", 30), ZoneId.of("Europe/Berlin"));
        assertThat(gateway.next().body())
                .contains("\"data\":{\"days\":30}", "\"timeZone\":\"Europe/Berlin\"");
        ctx.cron().scheduleOnce("daily", Instant.EPOCH, Map.of());
        assertThat(gateway.next().body()).contains("\"schedule\":\"1970-01-01T00:00:00Z\"");
        assertThat(ctx.cron().cancel("daily")).isTrue();
        assertThat(ctx.cron().list().getFirst().nextRunAt()).isEqualTo("2026-11-22T00:00:00Z");
    }

    @Test
    void fetchesThroughTheGateway() {
        gateway.on(
                "POST /http/fetch",
                200,
                "{\"status\": 404, \"headers\": {\"a\": \"b\"}, \"bodyBase64\": \"bm8=\"}");

        var answer =
                ctx.http()
                        .fetch(FetchRequest.of("PUT", "https://api.example.com/x").json(List.of()));

        assertThat(answer.ok()).isFalse();
        assertThat(answer.text()).isEqualTo("no");
        assertThat(answer.headers()).containsEntry("a", "b");
        assertThat(answer.isTruncated()).isFalse();
        assertThat(gateway.next().body())
                .contains("\"url\":\"https://api.example.com/x\"", "\"method\":\"PUT\"", "W10=");
    }

    @Test
    void readsFetchedTextWhichMayBeCutOff() {
        gateway.on(
                "POST /http/fetch",
                200,
                "{\"status\": 200, \"body\": \"{\\\"ä\\\":1}\", \"truncated\": true, \"url\":"
                        + " \"u\"}");

        var answer = ctx.http().fetch("https://api.example.com/x");

        assertThat(answer.json()).hasToString("{\"ä\":1}");
        assertThat(answer.isTruncated()).isTrue();
        assertThat(answer.url()).isEqualTo("u");
    }

    @Test
    void readsAndWritesEntries() {
        gateway.on("GET /content/posts/e1", 200, ENTRY)
                .on("GET /content/posts?limit=2", 200, "{\"items\": [" + ENTRY + "]}")
                .on("POST /content/posts", 201, ENTRY)
                .on("PATCH /content/posts/e1", 200, ENTRY)
                .on("DELETE /content/posts/e1", 204, "");
        var content = ctx.content();

        assertThat(content.get("posts", "e1").orElseThrow().version()).isEqualTo(3);
        assertThat(content.list("posts", Map.of("limit", "2")).hasMore()).isFalse();
        assertThat(content.create("posts", Map.of("title", "A")).id()).isEqualTo("e1");
        assertThat(content.update("posts", "e1", Map.of("title", "B")).slug()).isEqualTo("a");
        assertThat(content.delete("posts", "e1")).isTrue();
        assertThat(content.delete("posts", "e2")).isFalse();
    }

    @Test
    void uploadsFiles() {
        gateway.on("POST /media", 201, "{\"id\": \"m1\", \"filename\": \"a.txt\"}");

        var item = ctx.media().upload("a\".txt", "text/plain", "bytes".getBytes());

        assertThat(item.id()).isEqualTo("m1");
        var upload = gateway.next();
        assertThat(upload.header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(upload.body())
                .contains("name=\"file\"; filename=\"a%22.txt\"\r\nContent-Type: text/plain\r\n")
                .contains("\r\n\r\nbytes\r\n--");
    }

    @Test
    void uploadsFromDiskAndFromStreamsAndReadsBytes() throws Exception {
        gateway.on("POST /media", 201, "{\"id\": \"m1\", \"filename\": \"ä b.txt\"}")
                .on("PATCH /media/m1", 200, "{\"id\": \"m1\", \"alt\": \"The sea\"}")
                .on("GET /media/m1/%C3%A4%20b.txt", 200, "of the file");
        var file = Files.writeString(directory.resolve("a"), "from disk");

        var item = ctx.media().upload("a.txt", "text/plain", file);
        assertThat(gateway.next().body()).contains("\r\n\r\nfrom disk\r\n--");
        var stream = new ByteArrayInputStream("from a stream".getBytes(StandardCharsets.UTF_8));
        ctx.media().upload("a.txt", "text/plain", stream);
        assertThat(gateway.next().body()).contains("\r\n\r\nfrom a stream\r\n--");
        assertThat(ctx.media().update("m1", Map.of("alt", "The sea")).alt()).isEqualTo("The sea");
        assertThat(gateway.next().body()).isEqualTo("{\"alt\":\"The sea\"}");
        try (var bytes = ctx.media().open(item)) {
            assertThat(bytes).hasContent("of the file");
        }

        gateway.next();
        // There is none of this width.
        assertThatThrownBy(() -> ctx.media().open(item, 640)).isInstanceOf(PluginApiRefusal.class);
        assertThat(gateway.next().call()).isEqualTo("GET /media/m1/%C3%A4%20b.txt?w=640");
    }

    @Test
    void sendsMessagesEventsAndLogLines() {
        gateway.on("POST /emails", 202, "{\"id\": \"mail-1\"}")
                .on("POST /events", 202, "{}")
                .on("POST /log", 204, "");

        assertThat(ctx.email().send(new EmailMessage("a@example.org", "S", "T")))
                .isEqualTo("mail-1");
        assertThat(gateway.next().body())
                .isEqualTo("{\"to\":\"a@example.org\",\"subject\":\"S\",\"text\":\"T\"}");
        gateway.on("GET /emails/mail-1", 200, "{\"id\": \"mail-1\", \"status\": \"sent\"}");
        assertThat(ctx.email().status("mail-1")).contains("sent");
        gateway.next();
        ctx.trackEventOnce("once", "ban-user", Map.of("user", Map.of("id", 1)));
        var tracked = gateway.next();
        assertThat(tracked.header("Idempotency-Key")).isEqualTo("once");
        assertThat(tracked.body())
                .contains("\"name\":\"ban-user\"", "\"properties\":{\"user\":{\"id\":1}}");
        ctx.log().info("first", Map.of("n", 1));
        ctx.log().error("second");
        assertThat(gateway.next().body()).contains("\"info\"", "\"first\"", "{\"n\":1}");
        assertThat(gateway.next().body()).contains("\"error\"", "\"second\"");
    }

    @Test
    void knowsItselfAndItsSite() {
        gateway.on(
                "GET /self",
                200,
                """
                {"id": "sample", "version": "1.2.0", "capabilities": ["content:read"],
                 "site": {"name": "S", "url": "https://example.org/", "locale": "en"}}
                """);

        assertThat(ctx.plugin()).hasToString("PluginIdentity[id=sample, version=1.2.0]");
        assertThat(ctx.self().capabilities()).containsExactly("content:read");
        assertThat(ctx.url("/posts")).isEqualTo("https://example.org/posts");
        assertThatThrownBy(() -> ctx.url("posts")).hasMessageContaining("start with a slash");
        assertThatThrownBy(() -> ctx.url("//evil.com")).hasMessageContaining("//evil.com");
    }

    @Test
    void saysWhatTheGatewaySaid() {
        gateway.on(
                "POST /emails",
                403,
                """
                {"type": "urn:hookline:problem:forbidden", "title": "Not allowed", "status": 403,
                 "detail": "plugin sample lacks the capability email:send", "extra": 1}
                """);

        assertThatThrownBy(() -> ctx.email().send(new EmailMessage("a@example.org", "S", "T")))
                .hasMessage("POST /emails: 403 plugin sample lacks the capability email:send")
                .isInstanceOfSatisfying(
                        PluginApiRefusal.class,
                        refusal -> {
                            assertThat(refusal.is("forbidden")).isTrue();
                            assertThat(refusal.problem().document().path("extra").asInt())
                                    .isEqualTo(1);
                        });
    }

    @Test
    void tellsAnotherProblemFromAnAbsentThing() {
        gateway.on("GET /kv/a", 404, "<html>no such page</html>");

        assertThatThrownBy(() -> ctx.kv().get("a")).isInstanceOf(PluginApiRefusal.class);
    }

    @Test
    void takesANewTokenWithoutARestart() throws Exception {
        gateway.on("GET /kv/a", 200, "{\"value\": 1}");
        ctx.kv().get("a");
        assertThat(gateway.next().header("Authorization")).isEqualTo("Bearer token-1");

        credentials("token-2");

        ctx.kv().get("a");
        assertThat(gateway.next().header("Authorization")).isEqualTo("Bearer token-2");
    }

    @Test
    void saysWhenThereAreNoCredentialsOrNoGateway() throws Exception {
        Files.delete(file());
        assertThatThrownBy(() -> ctx.kv().get("a"))
                .isInstanceOf(PluginApiUnavailable.class)
                .hasMessageContaining("no credentials");

        credentials("token-1");
        gateway.close();
        assertThatThrownBy(() -> ctx.kv().get("a"))
                .isInstanceOf(PluginApiUnavailable.class)
                .hasMessageContaining("GET /kv/a")
                .hasMessageNotContaining("token-1");
    }

    private static String document(String id) {
        return "{\"id\": \"" + id + "\", \"data\": {\"text\": \"hi\", \"stars\": 5}}";
    }

    /** As the answer to an installation is written. */
    private void credentials(String token) throws Exception {
        var answer =
                """
                {"plugin": {"id": "sample", "status": "installed"}, "token": "%s",
                 "signingSecret": "whsec_c2VjcmV0LW9mLXRoZS1zYW1wbGU="}
                """;
        Files.writeString(file(), answer.formatted(token));
        // The same length within one tick of the file system's clock could pass for unchanged.
        var tick = Instant.now().plusSeconds(token.charAt(token.length() - 1));
        Files.setLastModifiedTime(file(), FileTime.from(tick));
    }

    private Path file() {
        return directory.resolve("credentials.json");
    }
}
