package dev.hookline.chaos.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hookline.chaos.audit.Violation;
import dev.hookline.chaos.evidence.Delivery;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Attempt;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.script.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The figures of a run and the promises that were broken.
 *
 * @param faults how many of each kind were injected
 * @param operations by what was done and what the client was told
 * @param refusals of single requests, by status and problem
 * @param deliveries calls by plugin: received, accepted, repeated
 * @param longest of each kind of request, in milliseconds
 * @param recoveries what had to get well, and how long it took
 * @param skipped what could not be injected here
 */
public record Report(
        String title,
        Map<String, Long> faults,
        Map<String, Map<String, Long>> operations,
        Map<String, Long> refusals,
        Map<String, Map<String, Long>> deliveries,
        Map<String, Long> longest,
        List<String> recoveries,
        List<String> skipped,
        List<String> promises,
        List<Violation> violations) {

    private static final int MOST_SHOWN = 12;

    /** Counts what the evidence has. */
    public static Report of(
            String title,
            Evidence evidence,
            List<String> promises,
            List<Violation> violations,
            List<String> skipped) {
        return new Report(
                title,
                faults(evidence),
                operations(evidence),
                refusals(evidence),
                deliveries(evidence),
                longest(evidence),
                evidence.recoveries().stream().map(Object::toString).toList(),
                skipped,
                promises,
                violations);
    }

    public boolean allKept() {
        return violations.isEmpty();
    }

    /** Writes {@code chaos.json} and {@code chaos.md}. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("chaos.json").toFile(), this);
        Files.writeString(directory.resolve("chaos.md"), text(Integer.MAX_VALUE));
    }

    /** For the console: the first violations of each promise. */
    public String text() {
        return text(MOST_SHOWN);
    }

    private String text(int most) {
        var text = new StringBuilder();
        text.append("# %s\n\n## Faults\n\n".formatted(title));
        faults.forEach((kind, count) -> text.append("- %s: %d\n".formatted(kind, count)));
        skipped.forEach(reason -> text.append("- SKIPPED ").append(reason).append('\n'));
        text.append(
                "\n## Operations\n\n| | acknowledged | refused | unknown | longest request |\n");
        text.append("|---|---|---|---|---|\n");
        operations.forEach((action, told) ->
                text.append(
                        "| %s | %d | %d | %d | %d ms |\n"
                                .formatted(
                                        action,
                                        told.getOrDefault("ACKNOWLEDGED", 0L),
                                        told.getOrDefault("REFUSED", 0L),
                                        told.getOrDefault("UNKNOWN", 0L),
                                        longest.getOrDefault(action, 0L))));
        text.append("\n## Requests that were not acknowledged\n\n");
        refusals.forEach((reason, count) -> text.append("- %s: %d\n".formatted(reason, count)));
        text.append("\n## Calls of plugins\n\n");
        deliveries.forEach((plugin, counts) -> text.append("- " + plugin + ": " + counts + "\n"));
        text.append("\n## Recovery\n\n");
        recoveries.forEach(recovery -> text.append("- ").append(recovery).append('\n'));
        text.append("\n## Promises\n\n");
        for (var promise : promises) {
            var broken = violations.stream().filter(one -> one.promise().equals(promise)).toList();
            text.append(
                            broken.isEmpty()
                                    ? "- kept: "
                                    : "- BROKEN %d times: ".formatted(broken.size()))
                    .append(promise)
                    .append('\n');
            broken.stream()
                    .limit(most)
                    .forEach(one -> text.append("  - ").append(one.evidence()).append('\n'));
        }
        return text.toString();
    }

    private static Map<String, Long> faults(Evidence evidence) {
        var counts = new TreeMap<String, Long>();
        for (var kind : FaultKind.values()) {
            counts.put(kind + ", " + kind.meaning(), 0L);
        }
        evidence.history()
                .faults()
                .forEach(one ->
                        counts.merge(
                                one.fault().kind() + ", " + one.fault().kind().meaning(),
                                1L,
                                Long::sum));
        return counts;
    }

    private static Map<String, Map<String, Long>> operations(Evidence evidence) {
        return evidence.history().operations().stream()
                .collect(
                        Collectors.groupingBy(
                                one -> one.action().toString(),
                                TreeMap::new,
                                Collectors.groupingBy(
                                        (Operation one) -> one.told().toString(),
                                        TreeMap::new,
                                        Collectors.counting())));
    }

    private static Map<String, Long> refusals(Evidence evidence) {
        return evidence.history().attempts().stream()
                .filter(one -> one.told() != Told.ACKNOWLEDGED)
                .filter(one -> one.action() != Action.READ)
                .collect(
                        Collectors.groupingBy(
                                Report::reasonOf, TreeMap::new, Collectors.counting()));
    }

    private static String reasonOf(Attempt attempt) {
        var reason = attempt.reason();
        return attempt.status() == 0
                ? "no answer, " + reason.substring(0, Math.min(60, reason.length()))
                : attempt.status() + " " + reason.substring(reason.lastIndexOf(':') + 1);
    }

    private static Map<String, Map<String, Long>> deliveries(Evidence evidence) {
        var all = new TreeMap<String, Map<String, Long>>();
        var taken = new HashSet<String>();
        for (Delivery call : evidence.deliveries()) {
            var counts = all.computeIfAbsent(call.plugin(), key -> new TreeMap<>());
            counts.merge("received", 1L, Long::sum);
            if (call.accepted()) {
                counts.merge("accepted", 1L, Long::sum);
                if (!taken.add(call.plugin() + call.eventId())) {
                    counts.merge("repeated", 1L, Long::sum);
                }
            }
        }
        return all;
    }

    private static Map<String, Long> longest(Evidence evidence) {
        return evidence.history().attempts().stream()
                .collect(
                        Collectors.groupingBy(
                                one -> one.action().toString(),
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.maxBy(Comparator.comparing(Attempt::took)),
                                        slowest ->
                                                slowest.map(one -> one.took().toMillis())
                                                        .orElse(0L))));
    }
}
