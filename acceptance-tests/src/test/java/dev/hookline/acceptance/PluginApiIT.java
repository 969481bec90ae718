package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.sdk.Answer;
import dev.hookline.sdk.HookEvent;
import dev.hookline.sdk.Plugin;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.gateway.PluginApiRefusal;
import dev.hookline.sdk.services.CronTask;
import dev.hookline.sdk.services.EmailMessage;
import dev.hookline.sdk.services.MediaItem;
import dev.hookline.sdk.storage.Condition;
import dev.hookline.sdk.storage.Query;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin written with the Java SDK uses every member of its context through the real gateway. */
class PluginApiIT {

    private static final String ID = "api-user";
    private static final Path SEA = Path.of("../plugins/image-policy/sea.png");

    @TempDir Path directory;

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private final BlockingQueue<HookEvent> heard = new LinkedBlockingQueue<>();
    private PluginServer plugin;
    private PluginContext ctx;

    private record Note(String text, int stars) {}

    @BeforeAll
    static void startMedia() {
        Platform.shared().media.restart();
    }

    @AfterAll
    static void stopMedia() {
        Platform.shared().media.stop();
    }

    @BeforeEach
    void install() throws Exception {
        var credentials = directory.resolve("credentials.json");
        plugin = plugin().start(environment(credentials));
        ctx = plugin.context();
        Files.writeString(credentials, operator.installWithoutActivating(plugin.url(), ID));
        operator.activate(ID);
    }

    @AfterEach
    void tidyUp() {
        operator.close();
        plugin.close();
    }

    private Plugin plugin() {
        return Plugin.named(ID)
                .version("1.2.3")
                .capability("content:write")
                .capability("media:write")
                .capability("network:request")
                .allowedHosts("127.0.0.1")
                .storage("notes", storage -> storage.index("stars").uniqueIndex("text"))
                .event("ping", "{\"type\": \"object\", \"required\": [\"n\"]}")
                .on(
                        "content:beforeSave",
                        options -> options.match("collection", editor.collection()),
                        PluginApiIT::rememberTheSave)
                .listen("track_event", options -> options.match("name", "ping"), this::hear)
                .listen("cron", this::hear);
    }

    @Test
    void keysAndValues() {
        ctx.kv().set("settings:greeting", Map.of("text", "hello"));
        ctx.kv().set("a/b c%&ä", 1);
        IntStream.range(0, 120).forEach(i -> ctx.kv().set("many:" + i, i));

        assertThat(ctx.kv().get("settings:greeting", Map.class)).contains(Map.of("text", "hello"));
        assertThat(ctx.kv().get("a/b c%&ä", Integer.class)).contains(1);
        assertThat(ctx.kv().get("absent")).isEmpty();
        assertThat(ctx.kv().list("many:")).hasSize(120);
        assertThat(ctx.kv().delete("a/b c%&ä")).isTrue();
        assertThat(ctx.kv().delete("a/b c%&ä")).isFalse();
        assertThatThrownBy(() -> ctx.kv().set("big", "x".repeat(70_000)))
                .isInstanceOfSatisfying(
                        PluginApiRefusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
    }

    @Test
    void documents() {
        var notes = ctx.storage("notes", Note.class);
        notes.put("a", new Note("first", 1));
        notes.putMany(Map.of("b", new Note("second", 10), "c", new Note("third", 9)));

        assertThat(notes.get("a")).contains(new Note("first", 1));
        assertThat(notes.exists("d")).isFalse();
        assertThat(notes.getMany(List.of("a", "d"))).containsOnlyKeys("a");
        var query =
                Query.all()
                        .where("stars", Condition.atLeast(9).and(Condition.lessThan(11)))
                        .descending("stars")
                        .limit(1);
        var page = notes.query(query);
        assertThat(page.items().getFirst().data()).isEqualTo(new Note("second", 10));
        var next = notes.query(query.after(page.cursor().orElseThrow()));
        assertThat(next.items().getFirst().id()).isEqualTo("c");
        assertThat(notes.count(Query.all())).isEqualTo(3);
        assertThatThrownBy(() -> notes.put("d", new Note("first", 2)))
                .isInstanceOfSatisfying(
                        PluginApiRefusal.class, refusal -> assertThat(refusal.is("duplicate")));
        assertThatThrownBy(() -> ctx.storage("notes").query(Query.all().where("title", 1)))
                .hasMessageContaining("400");
        assertThat(notes.delete("a")).isTrue();
        assertThat(notes.delete("a")).isFalse();
        assertThat(notes.deleteMany(List.of("a", "b", "c"))).isEqualTo(2);
    }

    @Test
    void tasks() throws Exception {
        ctx.cron().schedule("nightly", "0 2 * * *");
        ctx.cron().schedule("digest:weekly", "@weekly", Map.of("to", "all"));
        ctx.cron().scheduleOnce("once", Instant.now().plusMillis(200), Map.of("n", 7));

        assertThat(ctx.cron().list())
                .extracting(CronTask::name)
                .contains("nightly", "digest:weekly");
        var tick = next();
        assertThat(tick.hook()).isEqualTo("cron");
        assertThat(tick.text("name")).isEqualTo("once");
        assertThat(tick.data().at("/data/n").asInt()).isEqualTo(7);
        assertThat(ctx.cron().cancel("nightly")).isTrue();
        assertThat(ctx.cron().cancel("nightly")).isFalse();
        assertThatThrownBy(() -> ctx.cron().schedule("never", "0 0 30 2 *"))
                .isInstanceOf(PluginApiRefusal.class);
    }

    @Test
    void trackedEvents() throws Exception {
        ctx.trackEvent("ping", Map.of("n", 1));
        assertThat(next().data().at("/properties/n").asInt()).isEqualTo(1);
        ctx.trackEventOnce("key-" + ctx.hashCode(), "ping", Map.of("n", 2));
        ctx.trackEventOnce("key-" + ctx.hashCode(), "ping", Map.of("n", 2));
        ctx.trackEvent("ping", Map.of("n", 3));
        assertThat(next().data().at("/properties/n").asInt()).isEqualTo(2);
        assertThat(next().data().at("/properties/n").asInt()).isEqualTo(3);

        assertRefused(422, () -> ctx.trackEvent("ping", Map.of()));
        assertRefused(400, () -> ctx.trackEvent("pong", Map.of()));
        assertRefused(403, () -> ctx.trackEvent("login", Map.of()));
    }

    @Test
    void entries() {
        var created = ctx.content().create(editor.collection(), Map.of("title", "Of a plugin"));
        var id = created.id();

        var updated = ctx.content().update(editor.collection(), id, Map.of("note", "changed"));
        assertThat(updated.version()).isGreaterThan(created.version());
        assertThat(ctx.content().get(editor.collection(), id).orElseThrow().data())
                .hasToString("{\"title\":\"Of a plugin\",\"note\":\"changed\"}");
        assertThat(ctx.content().list(editor.collection(), Map.of("limit", "10")).items())
                .hasSize(1);
        assertThat(ctx.content().delete(editor.collection(), id)).isTrue();
        assertThat(ctx.content().get(editor.collection(), id).orElseThrow().status())
                .isEqualTo("trashed");
        assertThat(ctx.content().get(editor.collection(), "none")).isEmpty();
        // The plugin's own writes passed its own hook.
        assertThat(ctx.kv().get("last-actor").orElseThrow().asText()).contains(ID);
    }

    @Test
    void files() throws Exception {
        var bytes = new byte[3 * 1024 * 1024];
        new Random(17).nextBytes(bytes);

        var item =
                ctx.media()
                        .upload("Größe 1.bin", "application/pdf", new ByteArrayInputStream(bytes));
        assertThat(item.filename()).isEqualTo("Größe 1.bin");
        assertThat(item.size()).isEqualTo(bytes.length);
        assertThat(item.mimeType()).isEqualTo("application/octet-stream");
        try (var read = ctx.media().open(item)) {
            assertThat(read.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(ctx.media().update(item.id(), Map.of("caption", "Of a plugin")).caption())
                .isEqualTo("Of a plugin");
        assertThat(ctx.media().get(item.id()).orElseThrow().caption()).isEqualTo("Of a plugin");
        assertThat(ctx.media().list(Map.of("q", "Größe")).items())
                .extracting(MediaItem::id)
                .contains(item.id());
        assertThat(ctx.media().delete(item.id())).isTrue();
        assertThat(ctx.media().get(item.id())).isEmpty();
        assertThatThrownBy(() -> ctx.media().open(item)).isInstanceOf(PluginApiRefusal.class);

        var picture = ctx.media().upload("sea.png", "image/png", SEA);
        assertThat(picture.width()).isEqualTo(1280);
        try (var smaller = ctx.media().open(picture, 640)) {
            assertThat(ImageIO.read(smaller).getWidth()).isEqualTo(640);
        }
        assertThat(ctx.media().delete(picture.id())).isTrue();
    }

    @Test
    void whatAHandlerAsksWhileItsCallerWaits() {
        editor.created("Of a person");

        assertThat(ctx.kv().get("last-title").orElseThrow().asText()).isEqualTo("Of a person");
    }

    @Test
    void requestsToOtherHostsStayOutsideTheInnerNetwork() {
        assertThatThrownBy(() -> ctx.http().fetch("http://127.0.0.1:1/"))
                .isInstanceOf(PluginApiRefusal.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> ctx.http().fetch("https://example.com/"))
                .isInstanceOf(PluginApiRefusal.class)
                .hasMessageContaining("example.com");
    }

    @Test
    void membersThatNeedACapabilitySayWhichOne() {
        var message = new EmailMessage("a@example.org", "S", "T");
        assertThatThrownBy(() -> ctx.email().send(message)).hasMessageContaining("email:send");
    }

    @Test
    void theLogReachesTheOperator() {
        ctx.log().warn("mind the gap", Map.of("width", 3));

        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() ->
                        assertThat(operator.log(ID).extract().asString())
                                .contains("mind the gap", "\"width\":3"));
    }

    @Test
    void whoThePluginIsAndWhere() {
        var self = ctx.self();

        assertThat(self.version()).isEqualTo("1.2.3");
        assertThat(self.capabilities()).contains("content:write", "content:read");
        assertThat(ctx.url("/posts")).startsWith("http").endsWith("/posts");
    }

    private static Answer rememberTheSave(HookEvent event, PluginContext ctx) {
        ctx.kv().set("last-title", event.text("/content/title"));
        var actor = event.context().actor();
        ctx.kv().set("last-actor", actor == null ? "" : actor.id());
        return Answer.keep();
    }

    private void hear(HookEvent event, PluginContext called) {
        heard.add(event);
    }

    private HookEvent next() throws InterruptedException {
        var event = heard.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private static void assertRefused(int status, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PluginApiRefusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    private PluginEnvironment environment(Path credentials) {
        return PluginEnvironment.of(
                Map.of(
                        "HOOKLINE_CREDENTIALS_FILE",
                        credentials.toString(),
                        "HOOKLINE_GATEWAY_URL",
                        platform.gateway.url().toString()));
    }
}
