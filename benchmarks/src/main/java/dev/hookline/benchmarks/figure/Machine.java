package dev.hookline.benchmarks.figure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the figures depend on besides the code. */
public final class Machine {

    /** Above this load for each core, something else is using the machine. */
    private static final double BUSY = 0.25;

    private static final long MEBIBYTE = 1024L * 1024;

    private Machine() {}

    /** Facts of machine and software by name, in the order to show them in. */
    public static Map<String, String> facts(Path repository, Instant now) {
        var system = system();
        var facts = new LinkedHashMap<String, String>();
        facts.put("date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit(repository));
        facts.put("processor", processor());
        facts.put("cores", String.valueOf(system.getAvailableProcessors()));
        facts.put("memory", system.getTotalMemorySize() / MEBIBYTE + " MiB");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put(
                "JDK",
                System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
        facts.put("Kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        facts.put("load before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        return facts;
    }

    /** Whether something else uses the machine, so that the figures say little. */
    public static boolean isBusy() {
        var system = system();
        return system.getSystemLoadAverage() > BUSY * system.getAvailableProcessors();
    }

    private static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static String commit(Path repository) {
        try {
            var git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                            .directory(repository.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var described = new String(git.getInputStream().readAllBytes()).strip();
            return described.isEmpty() ? "unknown" : described;
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
