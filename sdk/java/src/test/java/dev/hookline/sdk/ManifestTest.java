package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void declaresEverythingThatAManifestCanSay() throws Exception {
        var plugin =
                Plugin.named("all")
                        .version("1.0.0")
                        .capability("network:request")
                        .allowedHosts("api.example.com", "*.example.org")
                        .storage(
                                "entries",
                                storage ->
                                        storage.index("timestamp")
                                                .index("collection", "action")
                                                .uniqueIndex("number"))
                        .event("ban-user", "{\"type\": \"object\", \"required\": [\"user\"]}")
                        .permission(new Permission("upload", "Upload files", true, false, false))
                        .magicParameter("uuid", "new")
                        .magicParameter("any")
                        .concurrency(4)
                        .retries(Duration.ofSeconds(5), Duration.ofMinutes(10))
                        .listen("plugin:install", (event, ctx) -> {})
                        .listen(
                                "track_event",
                                options -> options.match("name", "ban-user"),
                                (event, ctx) -> {})
                        .on("email:deliver", HookOptions::exclusive, (event, ctx) -> Answer.keep());

        var manifest = JSON.valueToTree(plugin.manifest(URI.create("http://127.0.0.1:1")));

        assertThat(manifest)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "all", "version": "1.0.0", "name": "all",
                                 "endpoint": "http://127.0.0.1:1",
                                 "capabilities": ["network:request"],
                                 "hooks": {
                                   "plugin:install": {},
                                   "track_event": {"match": {"name": ["ban-user"]}},
                                   "email:deliver": {"exclusive": true}},
                                 "concurrency": 4, "retries": ["PT5S", "PT10M"],
                                 "allowedHosts": ["api.example.com", "*.example.org"],
                                 "storage": {"entries": {
                                   "indexes": [["timestamp"], ["collection", "action"]],
                                   "uniqueIndexes": [["number"]]}},
                                 "events": [{"name": "ban-user",
                                   "schema": {"type": "object", "required": ["user"]}}],
                                 "permissions": [{"name": "upload", "description": "Upload files",
                                   "takes_database": true, "takes_resource": false,
                                   "default": false}],
                                 "magicParameters": [{"prefix": "uuid", "keys": ["new"]},
                                   {"prefix": "any"}]}
                                """));
    }

    @Test
    void refusesASchemaThatIsNotJson() {
        assertThatThrownBy(() -> Plugin.named("p").event("e", "{"))
                .hasMessageContaining("not JSON");
    }
}
