package dev.hookline.chaos.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The faults of a run, in rounds: some time with faults, then a calm in which everything must get
 * well.
 *
 * @param rounds ends of the rounds' faults, at which everything is healed; the last one is the end
 *     of the script
 */
public record Script(long seed, List<Fault> faults, List<Duration> rounds) {

    private static final Duration ROUND = Duration.ofSeconds(75);

    /** Long enough for a service that is started again. */
    public static final Duration CALM = Duration.ofSeconds(25);

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 3;
    private static final int SHORTEST_MILLIS = 1_500;
    private static final int LONGEST_MILLIS = 9_000;
    private static final int LONGEST_STEP_MILLIS = 3_500;
    private static final int SHORTEST_STEP_MILLIS = 800;

    public Script {
        faults = List.copyOf(faults);
        rounds = List.copyOf(rounds);
    }

    /** The script of a seed: the same for the same length and targets. */
    public static Script of(long seed, Duration length, Targets targets) {
        var random = new SplittableRandom(seed);
        var faults = new ArrayList<Fault>();
        var rounds = new ArrayList<Duration>();
        var firstOnes = shuffled(random);
        var begin = Duration.ZERO;
        while (begin.compareTo(length) < 0) {
            var end = min(begin.plus(ROUND), length);
            addRound(begin.plus(FIRST), end, random, targets, firstOnes, faults);
            rounds.add(end);
            begin = end.plus(CALM);
        }
        return new Script(seed, faults, rounds);
    }

    public Duration length() {
        return rounds.getLast();
    }

    private static void addRound(
            Duration begin,
            Duration end,
            SplittableRandom random,
            Targets targets,
            List<FaultKind> firstOnes,
            List<Fault> faults) {
        for (var at = begin; at.compareTo(end) < 0; ) {
            var kind = firstOnes.isEmpty() ? chosen(random) : firstOnes.getLast();
            var candidates = targets.of(kind);
            var target = candidates.get(random.nextInt(candidates.size()));
            var lasts = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
            var fault = new Fault(faults.size() + 1, kind, target, at, min(lasts, end.minus(at)));
            if (fits(fault, faults)) {
                faults.add(fault);
                if (!firstOnes.isEmpty()) {
                    firstOnes.removeLast();
                }
            }
            at = at.plusMillis(random.nextInt(SHORTEST_STEP_MILLIS, LONGEST_STEP_MILLIS));
        }
    }

    private static boolean fits(Fault fault, List<Fault> faults) {
        var meanwhile = faults.stream().filter(fault::overlaps).toList();
        return meanwhile.size() < MOST_AT_ONCE
                && meanwhile.stream().noneMatch(other -> isSamePlace(fault, other));
    }

    /**
     * A link of a replica that is down, or a replica whose link is, would be no fault of its own.
     */
    private static boolean isSamePlace(Fault one, Fault other) {
        return placeOf(one).equals(placeOf(other));
    }

    private static String placeOf(Fault fault) {
        int slash = fault.target().indexOf('/');
        return slash < 0 ? fault.target() : fault.target().substring(0, slash);
    }

    /** Every kind once before any comes twice, so that a short run has all of them. */
    private static List<FaultKind> shuffled(SplittableRandom random) {
        var kinds = new ArrayList<>(List.of(FaultKind.values()));
        for (int i = kinds.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            kinds.set(other, kinds.set(i, kinds.get(other)));
        }
        return kinds;
    }

    private static FaultKind chosen(SplittableRandom random) {
        int sum = 0;
        for (var kind : FaultKind.values()) {
            sum += kind.weight();
        }
        int left = random.nextInt(sum);
        for (var kind : FaultKind.values()) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
