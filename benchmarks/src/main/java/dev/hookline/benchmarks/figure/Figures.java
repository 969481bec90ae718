package dev.hookline.benchmarks.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects measurements of several repetitions into figures, in the order of their first. */
public final class Figures {

    private record Key(String group, String name, String unit) {}

    private final Map<Key, List<Double>> measurements = new LinkedHashMap<>();
    private final Map<Key, String> aims = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public void add(String group, String name, String unit, double value) {
        measurements
                .computeIfAbsent(new Key(group, name, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Says what the architecture aims at for a figure. */
    public void aim(String group, String name, String unit, String aim) {
        aims.put(new Key(group, name, unit), aim);
    }

    /** Something that must not happen at any speed: a loss, a wrong order, a failed request. */
    public void fault(String fault) {
        faults.add(fault);
    }

    public List<String> faults() {
        return List.copyOf(faults);
    }

    public List<Figure> all() {
        var figures = new ArrayList<Figure>();
        measurements.forEach((key, values) ->
                figures.add(
                        new Figure(
                                key.group(),
                                key.name(),
                                key.unit(),
                                Spread.of(values),
                                aims.get(key))));
        return figures;
    }
}
