package dev.hookline.benchmarks.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a service under measurement: the JVM's own defaults with a bounded heap.
 * {@code HOOKLINE_BENCH_JVM} adds options, separated by spaces; in it, {@code %f} stands for a file
 * of the service's own, for flight recordings.
 */
final class ServiceCommand {

    static final int HEAP_MEGABYTES = 512;

    private ServiceCommand() {}

    static List<String> of(Path jar, Path ownFile) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + HEAP_MEGABYTES + "m");
        var more = System.getenv().getOrDefault("HOOKLINE_BENCH_JVM", "").strip();
        if (!more.isEmpty()) {
            for (var word : more.split(" +")) {
                words.add(word.replace("%f", ownFile.getFileName().toString()));
            }
        }
        words.add("-jar");
        words.add(jar.toString());
        return words;
    }
}
