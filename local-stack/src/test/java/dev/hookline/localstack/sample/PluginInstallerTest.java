package dev.hookline.localstack.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginInstallerTest {

    private static final String PLUGIN = "/api/v1/plugins/audit-log";
    private static final String INSTALL = "POST /api/v1/plugins";
    private static final String ACTIVATE = "POST " + PLUGIN + "/activate";

    @TempDir Path directory;

    private FakeApi gateway;
    private FakeApi plugin;

    @BeforeEach
    void start() throws Exception {
        plugin = new FakeApi();
        manifest("1.0.0");
        gateway =
                new FakeApi()
                        .on(INSTALL, 201, "{}")
                        .on(ACTIVATE, 200, "{}")
                        .on("PUT " + PLUGIN, 200, "{}")
                        .on("DELETE " + PLUGIN, 204, "");
    }

    @AfterEach
    void stop() {
        gateway.close();
        plugin.close();
    }

    @Test
    void installsAnUnknownPluginWithTheCredentialsThatItHolds() throws Exception {
        bringUp();

        assertThat(gateway.changes()).containsExactly(INSTALL);
        var installation = gateway.asked().get(1);
        assertThat(installation.token()).isEqualTo("Bearer the-token");
        assertThat(installation.body().path("url").asText()).isEqualTo(plugin.url().toString());
        var file = directory.resolve("audit-log.json");
        var held = new ObjectMapper().readTree(file.toFile());
        assertThat(held.path("pluginId").asText()).isEqualTo("audit-log");
        assertThat(held.path("token").asText())
                .startsWith("hookline_")
                .isEqualTo(installation.body().path("token").asText());
        assertThat(held.path("signingSecrets").path(0).asText())
                .startsWith("whsec_")
                .isEqualTo(installation.body().path("signingSecret").asText());
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void changesNothingOnARestart() {
        bringUp();
        known("active");

        assertThat(bringUp()).isEmpty();
    }

    @Test
    void leavesAPluginOffThatItsOperatorSwitchedOff() {
        bringUp();
        known("inactive");

        assertThat(bringUp()).isEmpty();
    }

    @Test
    void handsInAManifestThatChanged() {
        bringUp();
        known("active");
        manifest("1.1.0");

        assertThat(bringUp()).containsExactly("PUT " + PLUGIN);
        assertThat(gateway.asked().getLast().body().path("version").asText()).isEqualTo("1.1.0");
    }

    @Test
    void completesAnInstallationThatWasInterrupted() {
        bringUp();
        known("installed");

        assertThat(bringUp()).containsExactly(ACTIVATE);
    }

    @Test
    void installsAnewWhenTheCredentialsAreLost() throws Exception {
        bringUp();
        known("active");
        gateway.forgetAfter("DELETE " + PLUGIN, "GET " + PLUGIN);
        Files.delete(directory.resolve("audit-log.json"));

        assertThat(bringUp()).containsExactly("DELETE " + PLUGIN, INSTALL);
        assertThat(directory.resolve("audit-log.json")).exists();
    }

    @Test
    void saysWhatTheGatewaySaid() {
        gateway.on(INSTALL, 422, "{\"detail\": \"hooks: is missing\"}");

        assertThatThrownBy(this::bringUp)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/api/v1/plugins was answered 422")
                .hasMessageContaining("hooks: is missing");
    }

    private List<String> bringUp() {
        var before = gateway.changes().size();
        var installer = new PluginInstaller(gateway.client(), new CredentialsDirectory(directory));
        installer.bringUp(SamplePlugin.AUDIT_LOG, plugin.url().toString(), plugin.client());
        return gateway.changes().subList(before, gateway.changes().size());
    }

    private FakeApi known(String status) {
        return gateway.on("GET " + PLUGIN, 200, "{\"status\": \"" + status + "\"}");
    }

    private void manifest(String version) {
        plugin.on(
                "GET /.well-known/hookline-plugin.json",
                200,
                "{\"id\": \"audit-log\", \"version\": \"" + version + "\"}");
    }
}
