package dev.hookline.localstack.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java processes that start fast and stay small, for one machine. */
public record JavaCommand(Path archives) {

    /**
     * Runs a jar.
     *
     * @param name of the class data archive that each start but the first profits from
     */
    public List<String> of(String name, Path jar, int maxHeapMegabytes) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + maxHeapMegabytes + "m");
        words.add("-XX:+UseSerialGC");
        // A process without memory ends and is reported, instead of lingering with dead threads.
        words.add("-XX:+ExitOnOutOfMemoryError");
        // Quicker to start, lower peak speed: right for a local stack, wrong for a deployment.
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:+AutoCreateSharedArchive");
        words.add("-XX:SharedArchiveFile=" + archives.resolve(name + ".jsa"));
        // A missing or outdated archive is created again; that is worth no log line.
        words.add("-Xlog:disable");
        words.add("-jar");
        words.add(jar.toString());
        return words;
    }
}
