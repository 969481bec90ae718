package dev.hookline.gateway.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares with the plainest evaluation there is: looking at every minute. */
class CronExpressionTest {

    private static final int EXPRESSIONS = 150;
    private static final int RUNS = 6;
    private static final LocalDateTime FROM = LocalDateTime.parse("2027-02-26T21:17:42");

    private final Random random = new Random(4711);

    private record Field(String text, List<Integer> values) {

        boolean isRestricted() {
            return !text.equals("*");
        }
    }

    @Test
    void findsTheSameRunsAsLookingAtEveryMinute() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            var fields =
                    List.of(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
            var text = String.join(" ", fields.stream().map(Field::text).toList());
            var expression = CronExpression.read(text);
            var plain = Optional.of(FROM);
            var found = Optional.of(FROM);
            for (int run = 0; run < RUNS && plain.isPresent(); run++) {
                plain = plainNext(fields, plain.get());
                if (plain.isPresent()) {
                    found = expression.nextAfter(found.orElseThrow());
                    assertThat(found).as("run %d of %s", run, text).isEqualTo(plain);
                }
            }
        }
    }

    private static Optional<LocalDateTime> plainNext(List<Field> fields, LocalDateTime from) {
        var end = FROM.plusYears(2);
        var time = from.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        while (time.isBefore(end)) {
            if (!fields.get(3).values().contains(time.getMonthValue()) || !fitsDay(fields, time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (fields.get(1).values().contains(time.getHour())
                    && fields.get(0).values().contains(time.getMinute())) {
                return Optional.of(time);
            } else {
                time = time.plusMinutes(1);
            }
        }
        return Optional.empty();
    }

    private static boolean fitsDay(List<Field> fields, LocalDateTime time) {
        int weekday = time.getDayOfWeek().getValue();
        boolean month = fields.get(2).values().contains(time.getDayOfMonth());
        boolean week =
                fields.get(4).values().contains(weekday)
                        || (weekday == 7 && fields.get(4).values().contains(0));
        return fields.get(2).isRestricted() && fields.get(4).isRestricted()
                ? month || week
                : month && week;
    }

    private Field field(int min, int max) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> all(min, max);
            case 2 -> single(min, max);
            case 3 -> range(min, max);
            default -> list(min, max);
        };
    }

    private static Field all(int min, int max) {
        return new Field("*", steps(min, max, 1));
    }

    private Field single(int min, int max) {
        int value = random.nextInt(min, max + 1);
        return new Field(String.valueOf(value), List.of(value));
    }

    private Field range(int min, int max) {
        int low = random.nextInt(min, max);
        int high = random.nextInt(low + 1, max + 1);
        int step = random.nextInt(1, 4);
        return new Field(low + "-" + high + (step == 1 ? "" : "/" + step), steps(low, high, step));
    }

    private Field list(int min, int max) {
        var values = new TreeSet<Integer>();
        for (int i = 0; i < 3; i++) {
            values.add(random.nextInt(min, max + 1));
        }
        return new Field(
                String.join(",", values.stream().map(String::valueOf).toList()),
                List.copyOf(values));
    }

    private static List<Integer> steps(int low, int high, int step) {
        var values = new TreeSet<Integer>();
        for (int value = low; value <= high; value += step) {
            values.add(value);
        }
        return List.copyOf(values);
    }
}
