package dev.hookline.gateway.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class KvQuarkusTest {

    private static final String KV = TestPlugin.API + "/kv";

    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("keeper");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "\"text\"",
                "[1,2,{\"b\":1,\"a\":[]}]",
                "{\"z\":1,\"a\":null}",
                "12345678901234567890.0123456789",
                "1E+20",
                "\"\\uD83D\\uDE00 \\\\ %_\""
            })
    void givesAnyValueBackAsItWasWritten(String value) {
        put("settings:value", value).statusCode(204);

        assertThat(get("settings:value").statusCode(200).extract().asString())
                .isEqualTo("{\"value\":" + value.replace("\\uD83D\\uDE00", "😀") + "}");
    }

    @Test
    void overwrites() {
        put("a", "1");
        put("a", "2");

        get("a").body("value", equalTo(2));
        list("").body("items", hasSize(1));
    }

    @Test
    void readsAMissingKeyAndAStoredNullAsAbsent() {
        get("missing").statusCode(404).body("type", equalTo("urn:hookline:problem:not-found"));

        put("nothing", "null").statusCode(204);
        get("nothing").statusCode(404);
        list("").body("items.key", contains("nothing")).body("items[0].value", nullValue());
    }

    @Test
    void deletes() {
        put("a", "1");

        plugin.call().delete(KV + "/a").then().statusCode(204);
        plugin.call().delete(KV + "/a").then().statusCode(404);
        get("a").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b", "/a", "a/", "a//b", "a/../b", "a b+c", "100%", "%41", "ключ:😀", "?x=y#z",
                "a;b=c", "..a", "\"'\\"
            })
    void takesAnyPrintableKey(String key) {
        put(key, "1").statusCode(204);

        get(key).statusCode(200);
        list("").body("items.key", contains(key));
        plugin.call().delete(KV + "/" + encoded(key)).then().statusCode(204);
    }

    @Test
    void takesSlashesInTheirPlainForm() {
        plugin.call().body("{\"value\":1}").put(KV + "/a/b/c").then().statusCode(204);

        list("a/").body("items.key", contains("a/b/c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0A", "a%00", "%E2%80%A8"})
    void refusesUnprintableKeys(String encodedKey) {
        plugin.call()
                .body("{\"value\":1}")
                .put(KV + "/" + encodedKey)
                .then()
                .statusCode(422)
                .body("errors.field", contains("key"));
    }

    @Test
    void refusesKeysThatAreTooLong() {
        put("ä".repeat(512), "1").statusCode(204);
        put("ä".repeat(513), "1").statusCode(422).body("errors.field", contains("key"));
    }

    @Test
    void refusesValuesThatAreTooLargeOrNoJson() {
        put("a", '"' + "x".repeat(64 * 1024 - 2) + '"').statusCode(204);
        put("a", '"' + "x".repeat(64 * 1024 - 1) + '"')
                .statusCode(413)
                .body("type", equalTo("urn:hookline:problem:too-large"));
        put("a", '"' + "ä".repeat(33 * 1024) + '"').statusCode(413);
        putBody("a", "").statusCode(400);
        putBody("a", "1").statusCode(400);
        putBody("a", "{\"value\": 1, \"ttl\": 2}").statusCode(400);
        putBody("a", "{}").statusCode(400);
        put("a", "{\"a\": ").statusCode(400);
        put("a", "1 2").statusCode(400);
        put("a", "{\"a\": 1, \"a\": 2}").statusCode(400);
        put("a", "\"\\u0000\"").statusCode(422);
        put("a", "\"\\uD800\"").statusCode(422);
        put("a", "1e1000000000").statusCode(422);
        put("a", "[".repeat(200) + "]".repeat(200)).statusCode(400);
        plugin.call()
                .contentType("text/plain")
                .body("{\"value\":1}")
                .put(KV + "/a")
                .then()
                .statusCode(415);

        assertThat(get("a").extract().asString()).hasSize(64 * 1024 + "{\"value\":}".length());
    }

    @Test
    void listsTheKeysOfAPrefixTakenLiterally() {
        for (var key : List.of("a%b", "a%c", "axb", "a_b", "b", "A")) {
            put(key, "1");
        }

        list("a%").body("items.key", contains("a%b", "a%c"));
        list("a_").body("items.key", contains("a_b"));
        list("").body("items.key", contains("A", "a%b", "a%c", "a_b", "axb", "b"));
        list("zzz").body("items", hasSize(0)).body("nextCursor", nullValue());
    }

    @Test
    void pagesThroughKeysWhileOthersAreWritten() {
        for (int i = 10; i < 20; i++) {
            put("k" + i, Integer.toString(i));
        }
        var keys = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    plugin.call()
                            .get(KV + "?limit=3" + (cursor == null ? "" : "&cursor=" + cursor))
                            .then()
                            .statusCode(200);
            keys.addAll(page.extract().path("items.key"));
            cursor = page.extract().path("nextCursor");
            put("a-before-all", "1");
        } while (cursor != null);

        assertThat(keys).hasSize(10).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void refusesCursorsOfOtherListsAndLimitsOutOfRange() {
        put("a1", "1");
        put("a2", "1");
        String cursor = plugin.call().get(KV + "?limit=1").then().extract().path("nextCursor");

        for (var query :
                List.of("prefix=a&cursor=" + cursor, "cursor=nonsense", "cursor=" + cursor + "x")) {
            plugin.call()
                    .get(KV + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
        }
        plugin.call().get(KV + "?limit=0").then().statusCode(400);
        plugin.call().get(KV + "?limit=101").then().statusCode(400);
        plugin.call().get(KV + "?prefix=%00").then().statusCode(400);
    }

    @Test
    void keepsPluginsApart() {
        put("a", "1");
        try (var other = TestPlugin.install("other")) {
            other.call().get(KV + "/a").then().statusCode(404);
            other.call().body("{\"value\":2}").put(KV + "/a").then().statusCode(204);
            other.call().delete(KV + "/a").then().statusCode(204);
        }

        get("a").body("value", equalTo(1));
    }

    @Test
    void keepsValuesForAReinstallationUnlessToldToDeleteThem() {
        put("a", "1");

        plugin.remove(false);
        plugin.installAgain(Map.of());
        get("a").body("value", equalTo(1));

        plugin.remove(true);
        plugin.installAgain(Map.of());
        get("a").statusCode(404);
        list("").body("items", hasSize(0));
    }

    private ValidatableResponse put(String key, String value) {
        return putBody(key, "{\"value\":" + value + "}");
    }

    private ValidatableResponse putBody(String key, String body) {
        return plugin.call().body(body).put(KV + "/" + encoded(key)).then();
    }

    private ValidatableResponse get(String key) {
        return plugin.call().get(KV + "/" + encoded(key)).then();
    }

    private ValidatableResponse list(String prefix) {
        return plugin.call().get(KV + "?prefix=" + encoded(prefix)).then().statusCode(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
