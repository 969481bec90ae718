package dev.hookline.localstack.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A repository in which only the script is real: JDKs, Maven and packages are made up. */
final class ScriptFixture {

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    ScriptFixture(Path root) throws IOException {
        this.root = root;
        Files.copy(
                Path.of("../hookline"),
                root.resolve("hookline"),
                StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "<project/>");
        write("content-service/pom.xml", "<project/>");
        write("content-service/src/main/java/A.java", "class A {}");
        environment.put("PATH", tools().toString());
        environment.put("HOME", root.resolve("nobody").toString());
        environment.put("HOOKLINE_JDK_DIRS", root.resolve("jdks").toString());
    }

    record Outcome(int status, String out, String err) {}

    ScriptFixture with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Outcome run(String... arguments) throws Exception {
        var words = new ArrayList<>(List.of("/bin/sh", root.resolve("hookline").toString()));
        words.addAll(List.of(arguments));
        var err = Files.createTempFile("script", ".err");
        var builder = new ProcessBuilder(words).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes());
        process.waitFor(30, TimeUnit.SECONDS);
        var outcome = new Outcome(process.exitValue(), out.strip(), Files.readString(err).strip());
        Files.delete(err);
        return outcome;
    }

    /** A directory that looks like a JDK; its java prints what it was asked to do. */
    Path jdk(String directory, String release) throws IOException {
        var home = root.resolve(directory);
        write(directory + "/release", release);
        program(directory + "/bin/javac", "exit 0");
        program(
                directory + "/bin/java",
                "if [ \"$1\" = -XshowSettings:properties ]; then echo '    java.home = "
                        + home
                        + "' >&2; else echo \"java $*\"; fi");
        return home;
    }

    /** A Maven that makes the packages, notes its arguments and ends with a status. */
    void maven(String more) throws IOException {
        program(
                "mvnw",
                """
                echo "$*" >> mvnw.calls
                echo '[INFO] Building Hookline :: Local stack 0.1.0-SNAPSHOT    [1/7]'
                for jar in local-stack/target/local-stack.jar \\
                    plugin-gateway/target/quarkus-app/quarkus-run.jar \\
                    content-service/target/quarkus-app/quarkus-run.jar \\
                    media-service/target/quarkus-app/quarkus-run.jar \\
                    email-service/target/quarkus-app/quarkus-run.jar \\
                    plugins/editorial-policy/target/editorial-policy.jar \\
                    plugins/audit-log/target/audit-log.jar \\
                    plugins/ban-user/target/ban-user.jar \\
                    plugins/daily-cleanup/target/daily-cleanup.jar \\
                    plugins/email-footer/target/email-footer.jar \\
                    plugins/email-logger/target/email-logger.jar \\
                    plugins/webhook-mailer/target/webhook-mailer.jar \\
                    plugins/image-policy/target/image-policy.jar \\
                    plugins/seo-metadata/target/seo-metadata.jar \\
                    plugins/analytics/target/analytics.jar; do
                    mkdir -p "${jar%/*}"; : > "$jar"
                done
                """
                        + more);
    }

    List<String> mavenCalls() throws IOException {
        var calls = root.resolve("mvnw.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Path write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    void program(String path, String script) throws IOException {
        var file = write(path, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The tools that the script may count on, and no java. */
    private Path tools() throws IOException {
        var directory = Files.createDirectories(root.resolve("tools"));
        for (var tool :
                List.of(
                        "sh", "sed", "head", "grep", "tr", "find", "awk", "cat", "mkdir", "mv",
                        "dirname", "tail")) {
            program("tools/" + tool, "exec " + onPath(tool) + " \"$@\"");
        }
        return directory;
    }

    private static Path onPath(String tool) throws IOException {
        for (var directory : System.getenv("PATH").split(":")) {
            var candidate = Path.of(directory, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new IOException("no " + tool);
    }
}
