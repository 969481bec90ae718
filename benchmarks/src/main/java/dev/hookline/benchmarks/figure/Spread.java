package dev.hookline.benchmarks.figure;

import java.util.List;

/** Several measurements of one thing: on a shared machine one of them says little. */
public record Spread(double median, double min, double max, int count) {

    /** The spread of at least one measurement. */
    public static Spread of(List<Double> measurements) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = measurements.stream().sorted().toList();
        int size = sorted.size();
        double median =
                size % 2 == 1
                        ? sorted.get(size / 2)
                        : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast(), size);
    }
}
