package dev.hookline.gateway.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleReaderTest {

    // A Saturday.
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56.789Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 2 * * *             | 2026-11-22T02:00:00Z
                    */5 * * * *           | 2026-11-21T12:35:00Z
                    0-10/5,50 * * * *     | 2026-11-21T12:50:00Z
                    7/20 * * * *          | 2026-11-21T12:47:00Z
                    0 9-17 * * MON-FRI    | 2026-11-23T09:00:00Z
                    0 0 * jan,JUL *       | 2027-01-01T00:00:00Z
                    0 0 * * 0             | 2026-11-22T00:00:00Z
                    0 0 * * 7             | 2026-11-22T00:00:00Z
                    0 0 * * Sun           | 2026-11-22T00:00:00Z
                    0 0 * * 5-7           | 2026-11-22T00:00:00Z
                    0 0 L * *             | 2026-11-30T00:00:00Z
                    0 0 L 2 *             | 2027-02-28T00:00:00Z
                    0 0 29 2 *            | 2028-02-29T00:00:00Z
                    0 0 * * MON#1         | 2026-12-07T00:00:00Z
                    0 0 * * 5#2           | 2026-12-11T00:00:00Z
                    0 0 * * 5#5           | 2027-01-29T00:00:00Z
                    0 0 * * 5L            | 2026-11-27T00:00:00Z
                    0 0 13 * 5            | 2026-11-27T00:00:00Z
                    0 0 22 * 5            | 2026-11-22T00:00:00Z
                    * * * * * *           | 2026-11-21T12:34:57Z
                    */10 * * * * *        | 2026-11-21T12:35:00Z
                    30 0 2 * * *          | 2026-11-22T02:00:30Z
                    15,45 30 4 * * MON#1  | 2026-12-07T04:30:15Z
                    '  0   2 *  * * '     | 2026-11-22T02:00:00Z
                    @hourly               | 2026-11-21T13:00:00Z
                    @daily                | 2026-11-22T00:00:00Z
                    @midnight             | 2026-11-22T00:00:00Z
                    @weekly               | 2026-11-22T00:00:00Z
                    @monthly              | 2026-12-01T00:00:00Z
                    @yearly               | 2027-01-01T00:00:00Z
                    @Annually             | 2027-01-01T00:00:00Z
                    """)
    void takesCronExpressionsAndNicknames(String schedule, Instant next) throws Exception {
        assertThat(read(schedule).nextAfter(NOW)).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T00:00:00Z,           2030-01-01T00:00:00Z",
        "2030-01-01t00:00z,              2030-01-01T00:00:00Z",
        "2030-01-01T00:00:00.123456789Z, 2030-01-01T00:00:00.123456Z",
        "2030-01-01T00:00:00+02:00,      2029-12-31T22:00:00Z",
        "2030-07-01T12:00-05,            2030-07-01T17:00:00Z",
        "2030-07-01T12:00:00,            2030-07-01T10:00:00Z",
        "2030-07-01,                     2030-06-30T22:00:00Z",
        "2020-01-01T00:00:00Z,           2020-01-01T00:00:00Z",
        "2027-03-28T02:30,               2027-03-28T01:00:00Z",
        "2026-10-25T02:30,               2026-10-25T00:30:00Z"
    })
    void takesIsoTimesOnceInTheZoneOfTheTaskUnlessTheyNameAnOffset(String schedule, Instant at)
            throws Exception {
        var oneShot = ScheduleReader.read(schedule, ZoneId.of("Europe/Berlin"));

        assertThat(oneShot).isEqualTo(new OneShot(at));
        assertThat(oneShot.firstFrom(NOW)).contains(at);
        assertThat(oneShot.nextAfter(at)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    60 * * * *              | 60 not in range [0, 59]
                    * 24 * * *              | 24 not in range [0, 23]
                    0 0 0 * *               | 0 not in range [1, 31]
                    0 0 * 13 *              | 13 not in range [1, 12]
                    0 0 * * 8               | 8 not in range [0, 7]
                    0 0 30 2 *              | has no run at all
                    0 0 31 2,4,6 *          | has no run at all
                    0 0 * * 5#6             | has no run at all
                    */0 * * * *             | Period 0
                    5-1 * * * *             | Invalid range
                    1,,2 * * * *            | must be a cron expression
                    -1 * * * *              | Negative numbers
                    99999999999 * * * *     | must be a cron expression
                    * * * *                 | not 4
                    * * * * * * *           | not 7
                    0 0 ? * 1               | must be a cron expression
                    0 0 15W * *             | must be a cron expression
                    0 0 LW * *              | L must be the only value
                    0 0 1,L * *             | L must be the only value
                    0 0 * * L               | L needs a day
                    @reboot                 | @reboot not supported
                    @fortnightly            | must be a cron expression
                    nope                    | must be a cron expression
                    March 7, 2020           | must be a cron expression
                    2030-13-01              | no date and time that exists
                    2030-02-30T00:00:00Z    | no date and time that exists
                    2030-01-01T25:00:00Z    | no date and time that exists
                    2030-01-01 00:00:00     | must be a cron expression
                    20300101T000000Z        | must be a cron expression
                    ''                      | 1 to 256 characters
                    """)
    void refusesAnythingElseNamingTheCause(String schedule, String reason) {
        assertThatThrownBy(() -> read(schedule))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 100_000})
    void refusesEndlessSchedules(int length) {
        assertThatThrownBy(() -> read("0".repeat(length)))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("got " + length);
    }

    @Test
    void neverRunsTwiceForOneMoment() throws Exception {
        var everySecond = read("* * * * * *");
        var run = Instant.parse("2026-11-21T12:00:00Z");

        assertThat(everySecond.nextAfter(run)).contains(run.plusSeconds(1));
        assertThat(everySecond.nextAfter(run.minusNanos(1))).contains(run);
    }

    private static Schedule read(String schedule) throws InvalidScheduleException {
        return ScheduleReader.read(schedule, ZoneOffset.UTC);
    }
}
