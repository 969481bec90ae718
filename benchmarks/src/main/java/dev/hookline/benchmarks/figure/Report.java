package dev.hookline.benchmarks.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of a run.
 *
 * @param facts of the machine, see {@link Machine}
 * @param remarks what a reader must know before trusting the figures
 * @param faults losses and the like; empty when all is well
 */
public record Report(
        Map<String, String> facts,
        List<String> remarks,
        List<Figure> figures,
        List<String> faults) {

    private static final int ROUND_FROM = 100;

    /** A table for the terminal. */
    public String text() {
        var lines = new ArrayList<String>();
        facts.forEach((name, value) -> lines.add(String.format("  %-12s %s", name, value)));
        remarks.forEach(remark -> lines.add("  " + remark));
        var group = "";
        for (var figure : figures) {
            if (!figure.group().equals(group)) {
                group = figure.group();
                lines.add("");
                lines.add(group);
            }
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-26s %10s %-8s %-22s %s",
                            figure.name(),
                            number(figure.spread().median()),
                            figure.unit(),
                            range(figure.spread()),
                            figure.aim() == null ? "" : "aim " + figure.aim()));
        }
        if (!faults.isEmpty()) {
            lines.add("");
            faults.forEach(fault -> lines.add("FAULT  " + fault));
        }
        return String.join("\n", lines);
    }

    /** The same for documents. */
    public String markdown() {
        var lines = new ArrayList<String>();
        lines.add("| | |");
        lines.add("|---|---|");
        facts.forEach((name, value) -> lines.add("| " + name + " | " + value + " |"));
        lines.add("");
        remarks.forEach(remark -> lines.add("> " + remark + "\n"));
        lines.add("| what | figure | median | min–max | unit | aim |");
        lines.add("|---|---|---:|---|---|---|");
        for (var figure : figures) {
            lines.add(
                    "| %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    figure.group(),
                                    figure.name(),
                                    number(figure.spread().median()),
                                    range(figure.spread()),
                                    figure.unit(),
                                    figure.aim() == null ? "" : figure.aim()));
        }
        faults.forEach(fault -> lines.add("\n**Fault:** " + fault));
        return String.join("\n", lines) + "\n";
    }

    /** Writes {@code report.md} and {@code report.json}. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.md"), markdown());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("report.json").toFile(), this);
    }

    private static String range(Spread spread) {
        return number(spread.min()) + "–" + number(spread.max());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= ROUND_FROM ? "%.0f" : "%.2f", value);
    }
}
