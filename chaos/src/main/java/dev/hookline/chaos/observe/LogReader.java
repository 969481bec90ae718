package dev.hookline.chaos.observe;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.LogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds the errors in the services' logs. */
public final class LogReader {

    /** The level as Quarkus writes it, and what a JVM says when it gives up. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "^\\S+ \\S+ (ERROR|FATAL) .*|.*OutOfMemoryError.*|Exception in thread .*");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2} ");

    private final Path logs;

    public LogReader(Path logs) {
        this.logs = logs;
    }

    public void addTo(Evidence evidence) throws IOException {
        try (var files = Files.list(logs)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".log")).sorted().toList()) {
                read(file, evidence);
            }
        }
    }

    private static void read(Path file, Evidence evidence) throws IOException {
        // A process that was killed may have left half a character.
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (ERROR.matcher(lines[i]).matches()) {
                evidence.add(
                        new LogLine(file.getFileName().toString(), i + 1, withCauses(lines, i)));
            }
        }
    }

    /** The line with the exceptions that follow it. */
    private static String withCauses(String[] lines, int first) {
        var text = new StringBuilder(lines[first]);
        for (int i = first + 1; i < lines.length && !TIME.matcher(lines[i]).lookingAt(); i++) {
            if (i == first + 1 || lines[i].startsWith("Caused by:")) {
                text.append(" | ").append(lines[i].strip());
            }
        }
        return text.toString();
    }
}
