package dev.hookline.gateway.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockChangesTest {

    @Test
    void runsADailyTaskAtTheEndOfTheGapInNewYork() throws Exception {
        assertThat(runs("30 2 * * *", "America/New_York", "2027-03-13T12:00:00Z", 3))
                .containsExactly(
                        "2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z", "2027-03-16T06:30:00Z");
    }

    @Test
    void runsADailyTaskOnceInTheRepeatedHourInNewYork() throws Exception {
        assertThat(runs("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", 3))
                .containsExactly(
                        "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z", "2026-11-03T06:30:00Z");
    }

    @Test
    void runsADailyTaskAtTheEndOfTheGapInBerlin() throws Exception {
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void runsADailyTaskOnceInTheRepeatedHourInBerlin() throws Exception {
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void runsADailyTaskAtTheEndOfTheHalfHourGapOfLordHowe() throws Exception {
        assertThat(runs("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", 2))
                .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void runsADailyTaskOnceInTheRepeatedHalfHourOfLordHowe() throws Exception {
        assertThat(runs("45 1 * * *", "Australia/Lord_Howe", "2027-04-03T00:00:00Z", 2))
                .containsExactly("2027-04-03T14:45:00Z", "2027-04-04T15:15:00Z");
    }

    @Test
    void coalescesWhatFallsIntoOneGap() throws Exception {
        assertThat(runs("0,20,40 2,3 * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z");
    }

    @Test
    void keepsTheRhythmOfAnHourlyTaskOverBothChanges() throws Exception {
        assertThat(runs("15 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3))
                .containsExactly(
                        "2026-03-29T00:15:00Z", "2026-03-29T01:15:00Z", "2026-03-29T02:15:00Z");
        assertThat(runs("@hourly", "America/New_York", "2026-11-01T04:30:00Z", 4))
                .containsExactly(
                        "2026-11-01T05:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2026-11-01T07:00:00Z",
                        "2026-11-01T08:00:00Z");
    }

    @Test
    void keepsTheRhythmOfAFrequentTaskOverTheChangesOfLordHowe() throws Exception {
        assertThat(runs("*/15 * * * *", "Australia/Lord_Howe", "2026-10-03T15:10:00Z", 3))
                .containsExactly(
                        "2026-10-03T15:15:00Z", "2026-10-03T15:30:00Z", "2026-10-03T15:45:00Z");
        assertThat(runs("*/15 * * * *", "Australia/Lord_Howe", "2027-04-03T14:40:00Z", 4))
                .containsExactly(
                        "2027-04-03T14:45:00Z",
                        "2027-04-03T15:00:00Z",
                        "2027-04-03T15:15:00Z",
                        "2027-04-03T15:30:00Z");
    }

    @Test
    void runsAMidnightTaskWhereMidnightIsLeftOut() throws Exception {
        assertThat(runs("@daily", "Africa/Cairo", "2026-04-23T12:00:00Z", 2))
                .containsExactly("2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe"})
    void runsEveryDailyTimeExactlyOnceADay(String zone) throws Exception {
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            var daily = minute % 60 + " " + minute / 60 + " * * *";
            var days =
                    runs(daily, zone, "2026-01-10T00:00:00Z", 400).stream()
                            .map(run -> Instant.parse(run).atZone(ZoneId.of(zone)).toLocalDate())
                            .toList();
            var everyDay = Stream.iterate(days.getFirst(), day -> day.plusDays(1)).limit(400);
            assertThat(days)
                    .as("%s in %s", daily, zone)
                    .containsExactlyElementsOf(everyDay.toList());
        }
    }

    private static List<String> runs(String schedule, String zone, String from, int count)
            throws InvalidScheduleException {
        var read = ScheduleReader.read(schedule, ZoneId.of(zone));
        return Stream.iterate(
                        read.nextAfter(Instant.parse(from)).orElseThrow(),
                        run -> read.nextAfter(run).orElseThrow())
                .limit(count)
                .map(Instant::toString)
                .toList();
    }
}
