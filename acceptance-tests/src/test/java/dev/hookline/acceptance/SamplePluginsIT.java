package dev.hookline.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugins do what their READMEs say, as processes, through the whole platform. */
class SamplePluginsIT {

    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;
    private static final Path SEA = Path.of("../plugins/image-policy/sea.png");

    @TempDir Path directory;

    private final Platform platform = Platform.shared();
    private final Uploader uploader = new Uploader(platform.media.url());
    private final Operator operator = new Operator(platform.gateway.url());
    private final Editor editor = new Editor(platform.content.url());
    private Path credentials;

    @BeforeAll
    static void startMedia() {
        Platform.shared().media.restart();
    }

    @AfterAll
    static void stopMedia() {
        Platform.shared().media.stop();
    }

    @BeforeEach
    void chooseAPlace() {
        credentials = directory.resolve("credentials.json");
    }

    @AfterEach
    void tidyUp() {
        operator.close();
        uploader.close();
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

    @Test
    void imagePolicyTakesImagesOfTenMebibytesAndNamesThem() throws Exception {
        try (var plugin = SamplePlugin.java("image-policy", credentials, platform.gateway.url())) {
            plugin.installed(operator, "image-policy", credentials);
            awaitRefusalOfText();

            var taken = uploader.upload("sea.png", "image/png", picture(TEN_MEBIBYTES));
            assertThat(taken.status()).as("%s", taken.body()).isEqualTo(201);
            assertThat(taken.body().path("size").asInt()).isEqualTo(TEN_MEBIBYTES);
            assertThat(taken.body().path("filename").asText()).matches("[0-9]{13}-sea[.]png");

            var refused = uploader.upload("sea.png", "image/png", picture(TEN_MEBIBYTES + 1));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().path("type").asText())
                    .isEqualTo("urn:hookline:problem:hook-rejected");
            assertThat(refused.body().path("detail").asText()).isEqualTo("Max 10MB");
            assertThat(refused.body().path("pluginId").asText()).isEqualTo("image-policy");

            var smaller = uploader.read(taken.url() + "?w=640");
            assertThat(smaller.statusCode()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(smaller.body())).getWidth())
                    .isEqualTo(640);
            assertThat(uploader.delete(taken.id())).isEqualTo(204);
        }
    }

    /** The directory may take a moment to say that there is somebody who judges. */
    private void awaitRefusalOfText() {
        Operator.awaitEffect(() -> {
            var text = uploader.upload("a.png", "image/png", "no picture".getBytes(UTF_8));
            assertThat(text.status()).isEqualTo(422);
            assertThat(text.body().path("detail").asText()).isEqualTo("Only images allowed");
        });
    }

    /** What follows the end of a picture is no part of it, and counts. */
    private static byte[] picture(int size) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(SEA), size);
    }
}
