package dev.hookline.acceptance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugins do what their READMEs say, as processes, through the whole platform. */
class SamplePluginsIT {

    @TempDir Path directory;

    private final Platform platform = Platform.shared();
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private Path credentials;

    @BeforeEach
    void chooseAPlace() {
        credentials = directory.resolve("credentials.json");
    }

    @AfterEach
    void tidyUp() {
        operator.close();
    }

    @Test
    void banUserRefusesWhoPostsSpam() throws Exception {
        try (var plugin = SamplePlugin.java("ban-user", credentials, platform.gateway.url())) {
            plugin.installed(operator, "ban-user", credentials);
            var spam = Map.of("title", "The best online casino");
            // The directory may take a moment to say that there is somebody who judges.
            Operator.awaitEffect(() ->
                    editor.create(spam)
                            .then()
                            .statusCode(422)
                            .body("pluginId", equalTo("ban-user"))
                            .body("detail", equalTo("You are banned for a day")));
        }
    }

    @Test
    void dailyCleanupSchedulesItself() throws Exception {
        try (var plugin = SamplePlugin.java("daily-cleanup", credentials, platform.gateway.url())) {
            plugin.installed(operator, "daily-cleanup", credentials);

            operator.tasks()
                    .body(
                            "items.findAll { it.pluginId == 'daily-cleanup' }.name",
                            hasItem("daily-cleanup"));
        }
    }

    @Test
    void slugPolicyInPlainNodeMakesSlugsPlain() throws Exception {
        var script = "node-slug-policy/slug-policy.mjs";
        try (var plugin = SamplePlugin.node(script, credentials, platform.gateway.url())) {
            plugin.installed(operator, "slug-policy", credentials);

            Operator.awaitEffect(() ->
                    editor.createWithSlug(
                                    "Ærø & Übermut " + System.nanoTime(), Map.of("title", "x"))
                            .then()
                            .statusCode(201)
                            .body("slug", startsWith("aero-ubermut-")));
            Operator.awaitEffect(() ->
                    operator.log("slug-policy")
                            .body("items.message", hasItem(containsString("is now aero-ubermut"))));
        }
    }
}
