package dev.hookline.acceptance;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A sample plugin as its author runs it: a process that finds everything in its environment. */
final class SamplePlugin implements AutoCloseable {

    private static final Path PLUGINS = Path.of("../plugins");
    private static final Pattern ADDRESS = Pattern.compile("listens on (http://\\S+)");

    private final Process process;
    private final URI url;

    private SamplePlugin(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Runs a packaged plugin. */
    static SamplePlugin java(String id, Path credentials, URI gateway) throws IOException {
        return java(id, credentials, gateway, Map.of());
    }

    /** Runs a packaged plugin with variables of its own. */
    static SamplePlugin java(
            String id, Path credentials, URI gateway, Map<String, String> variables)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = PLUGINS.resolve(id).resolve("target").resolve(id + ".jar").toString();
        return start(List.of(java, "-Xmx48m", "-jar", jar), credentials, gateway, variables);
    }

    /** Runs a plugin of these tests. */
    static SamplePlugin main(Class<?> plugin, Path credentials, URI gateway) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        return start(
                List.of(java, "-Xmx64m", "-cp", classes, plugin.getName()),
                credentials,
                gateway,
                Map.of());
    }

    /** Runs a script, where there is a Node.js to run it; elsewhere the test is skipped. */
    static SamplePlugin node(String script, Path credentials, URI gateway) throws IOException {
        assumeThat(hasNode()).as("SKIPPED: no Node.js on the PATH").isTrue();
        return start(
                List.of("node", PLUGINS.resolve(script).toString()),
                credentials,
                gateway,
                Map.of());
    }

    private static SamplePlugin start(
            List<String> command, Path credentials, URI gateway, Map<String, String> variables)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(
                        Map.of(
                                "HOOKLINE_CREDENTIALS_FILE", credentials.toString(),
                                "HOOKLINE_GATEWAY_URL", gateway.toString()));
        var process = builder.start();
        // Ends the reading below, should the plugin never say where it listens.
        var watch =
                CompletableFuture.runAsync(
                        process::destroyForcibly,
                        CompletableFuture.delayedExecutor(
                                60, TimeUnit.SECONDS, Thread::startVirtualThread));
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                watch.cancel(false);
                Thread.ofVirtual().start(() -> output.lines().forEach(more -> {}));
                return new SamplePlugin(process, URI.create(address.group(1)));
            }
        }
        throw new IllegalStateException("the plugin ended: " + command.getLast());
    }

    /** Installs it, hands it its credentials and activates it, as the guide says. */
    void installed(Operator operator, String id, Path credentials) throws IOException {
        installed(operator, id, credentials, false);
    }

    /** The same, with the operator's word on whether it is trusted. */
    void installed(Operator operator, String id, Path credentials, boolean trusted)
            throws IOException {
        Files.writeString(credentials, operator.installWithoutActivating(url, id, trusted));
        operator.activate(id);
    }

    URI url() {
        return url;
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
