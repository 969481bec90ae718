package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hookline.sdk.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/plugins.md tells newcomers to type works, and what it quotes is in tested files. */
class GuideTest {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET =
            Pattern.compile("```(java|js)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("// (\\w+\\.\\w+)\n");
    private static final Pattern ADDRESS = Pattern.compile("listens on (http://\\S+)");

    @TempDir Path directory;

    @Test
    void theQuickStartWorksInJava() throws Exception {
        var source = written("Shout.java");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        shouts(List.of(java, "-cp", System.getProperty("java.class.path"), source.toString()));
    }

    @Test
    void theQuickStartWorksInNode() throws Exception {
        assumeThat(hasNode()).as("SKIPPED: no Node.js 18 on the PATH").isTrue();
        var protocol = Path.of("plugins/node-slug-policy/hookline.mjs");
        Files.createDirectories(directory.resolve(protocol).getParent());
        Files.copy(REPOSITORY.resolve(protocol), directory.resolve(protocol));

        shouts(List.of("node", written("shout.mjs").toString()));
    }

    @Test
    void everyOtherSnippetIsPartOfATestedFile() throws Exception {
        var tested = testedFiles();

        for (var snippet : snippets()) {
            if (!NAMED.matcher(snippet).lookingAt()) {
                assertThat(tested)
                        .as(snippet)
                        .anyMatch(file -> file.contains(withoutSpace(snippet)));
            }
        }
    }

    private void shouts(List<String> command) throws Exception {
        try (var gateway = TestGateway.start()) {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(gateway.environment());
            var process = builder.start();
            try (var caller = gateway.caller(address(process))) {
                var answer = caller.call("content:beforeSave", save("my own"));
                assertThat(answer.value().path("title").asText()).isEqualTo("HELLO");
                assertThat(answer.value().path("body").asText()).isEqualTo("my own");
                assertThat(caller.call("content:beforeSave", save("Lorem Ipsum")).reason())
                        .isEqualTo("Write something of your own");
                for (int i = 0; i < 2; i++) {
                    caller.call("content:afterSave", save("x"));
                }
                assertThat(gateway.kv().get("saves").asInt()).isEqualTo(2);
                assertThat(caller.post("content:beforeSave", "{}", "e", 0, "v1,AAAA").status())
                        .isEqualTo(401);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Map<String, Object> save(String body) {
        var content = Map.of("id", "p1", "title", "hello", "body", body);
        return Map.of("content", content, "collection", "posts", "isNew", true);
    }

    private static URI address(Process process) throws IOException {
        var said = new ArrayList<String>();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            var address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(more -> {}));
                return URI.create(address.group(1));
            }
        }
        throw new AssertionError("it ended without listening: " + said);
    }

    private Path written(String name) throws IOException {
        var source =
                snippets().stream()
                        .filter(snippet -> snippet.startsWith("// " + name))
                        .findFirst()
                        .orElseThrow();
        return Files.writeString(directory.resolve(name), source);
    }

    private static List<String> snippets() throws IOException {
        var guide = Files.readString(REPOSITORY.resolve("docs/plugins.md"));
        return SNIPPET.matcher(guide).results().map(found -> found.group(2)).toList();
    }

    private static List<String> testedFiles() throws IOException {
        try (var plugins = Files.walk(REPOSITORY.resolve("plugins"));
                var sdk = Files.walk(REPOSITORY.resolve("sdk"))) {
            return Stream.concat(plugins, sdk)
                    .filter(file -> file.toString().matches(".*\\.(java|mjs)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(GuideTest::withoutSpace)
                    .toList();
        }
    }

    private static String withoutSpace(Path file) {
        try {
            return withoutSpace(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            var node = new ProcessBuilder("node", "--version").start();
            var version = new String(node.getInputStream().readAllBytes()).strip();
            return node.waitFor() == 0 && version.matches("v(1[89]|[2-9]\\d|\\d{3,})\\..*");
        } catch (IOException absent) {
            return false;
        }
    }
}
