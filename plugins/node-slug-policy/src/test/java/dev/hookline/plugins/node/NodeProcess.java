package dev.hookline.plugins.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A plugin that this machine's Node.js runs. */
final class NodeProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("listens on (http://\\S+)");

    private final Process process;
    private final URI url;

    private NodeProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Whether there is a Node.js of version 18 or newer; says so when there is none. */
    static boolean isInstalled() {
        try {
            var node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
            var version = new String(node.getInputStream().readAllBytes()).strip();
            if (node.waitFor() == 0 && version.matches("v(1[89]|[2-9]\\d|\\d{3,})\\..*")) {
                return true;
            }
            System.err.println(
                    "SKIPPED: the tests of the Node plugin need Node.js 18, this is " + version);
        } catch (IOException absent) {
            System.err.println("SKIPPED: the tests of the Node plugin need Node.js on the PATH");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Starts a script on a free port and waits until it listens. */
    static NodeProcess start(Path script, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("node", script.toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> copy(output));
                return new NodeProcess(process, URI.create(address.group(1)));
            }
        }
        throw new IllegalStateException("node ended without listening: " + script);
    }

    URI url() {
        return url;
    }

    /** As an operator stops it; the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("node does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void copy(BufferedReader output) {
        output.lines().forEach(line -> System.out.println("node: " + line));
    }
}
