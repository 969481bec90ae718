package dev.hookline.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.chaos.audit.rule.NothingRefused;
import dev.hookline.chaos.evidence.Arrived;
import dev.hookline.chaos.evidence.Delivery;
import dev.hookline.chaos.evidence.LogLine;
import dev.hookline.chaos.evidence.ProcessEnd;
import dev.hookline.chaos.evidence.ReadFile;
import dev.hookline.chaos.evidence.Recovery;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Look;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.script.FaultKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For each promise, histories that break it. */
class AuditorTest {

    private static final String ENTRY = "guarded/e-1";

    private final Story story = new Story();

    @Test
    void findsNothingWhereEverythingWentWell() {
        story.saved(ENTRY, "a", 1);

        assertThat(found()).isEmpty();
    }

    @Test
    void takesAnUnknownEndEitherWay() {
        story.told(Action.UPDATE, ENTRY, "a", Told.UNKNOWN, 0)
                .told(Action.UPDATE, ENTRY, "b", Told.UNKNOWN, 0)
                .revision(ENTRY, "b", 1)
                .event("content:afterSave", ENTRY, "b", 1)
                .delivered("b");

        assertThat(found()).isEmpty();
    }

    @Test
    void findsALostSave() {
        story.told(Action.UPDATE, ENTRY, "a", Told.ACKNOWLEDGED, 1)
                .event("content:afterSave", ENTRY, "a", 1)
                .delivered("a");

        assertThat(found()).anyMatch(one -> one.contains("no revision has it"));
    }

    @Test
    void findsAnEntryThatWentBack() {
        story.saved(ENTRY, "a", 1).told(Action.PUBLISH, ENTRY, "b", Told.ACKNOWLEDGED, 2);

        assertThat(found()).anyMatch(one -> one.contains("older than acknowledged"));
    }

    @Test
    void findsARefusedSaveThatIsStored() {
        story.saved(ENTRY, "a", 1)
                .told(Action.UPDATE, ENTRY, "b", Told.REFUSED, 0)
                .revision(ENTRY, "b", 2)
                .event("content:afterSave", ENTRY, "b", 2)
                .delivered("b");

        assertThat(found())
                .anyMatch(one -> one.contains("refused, and stored"))
                .anyMatch(one -> one.contains("an event of what was not stored"));
    }

    @Test
    void findsAKeyThatWasStoredTwice() {
        story.add(Story.operation(Action.CREATE, ENTRY, "a", Told.ACKNOWLEDGED, 1, true, false))
                .revision(ENTRY, "a", 1)
                .revision("guarded/e-2", "a", 1)
                .entry(ENTRY, "DRAFT", 1)
                .event("content:afterSave", ENTRY, "a", 1)
                .delivered("a");

        assertThat(found()).anyMatch(one -> one.contains("one idempotency key"));
    }

    @Test
    void findsALostPublicationAndALostDeletion() {
        story.saved(ENTRY, "a", 1)
                .told(Action.PUBLISH, ENTRY, "b", Told.ACKNOWLEDGED, 1)
                .saved("plain/e-2", "c", 1)
                .told(Action.DELETE, "plain/e-2", "d", Told.ACKNOWLEDGED, 0);

        assertThat(found())
                .anyMatch(one -> one.contains("the entry is DRAFT") && one.contains("PUBLISH"))
                .anyMatch(one -> one.contains("the entry is DRAFT") && one.contains("DELETE"))
                .anyMatch(one -> one.contains("no event tells of it") && one.contains("PUBLISH"))
                .anyMatch(one -> one.contains("no event tells of it") && one.contains("DELETE"));
    }

    @Test
    void findsAReplicaThatShowsAnOlderVersion() {
        story.history.add(new Look(ENTRY, "content-service-2", 2, 1));

        assertThat(found()).anyMatch(one -> one.contains("stale"));
    }

    @Test
    void findsAChangeWithoutEventAndOneWithTwo() {
        story.told(Action.UPDATE, ENTRY, "a", Told.ACKNOWLEDGED, 1)
                .revision(ENTRY, "a", 1)
                .entry(ENTRY, "DRAFT", 1)
                .saved("plain/e-2", "b", 1)
                .event("content:afterSave", "plain/e-2", "b", 1, "another")
                .delivered("another");

        assertThat(found())
                .anyMatch(one -> one.contains("stored, and no event tells of it"))
                .anyMatch(one -> one.contains("one change has several events"));
    }

    @Test
    void findsAnEventOfARefusedDeletion() {
        story.told(Action.DELETE, ENTRY, "a", Told.REFUSED, 0)
                .event("content:afterDelete", ENTRY, "", 0, "x")
                .delivered("x");

        assertThat(found()).anyMatch(one -> one.contains("a deletion that was refused"));
    }

    @Test
    void findsASwappedOrderOnATopicButNotARepetition() {
        story.saved(ENTRY, "a", 1).saved(ENTRY, "c", 3).event("content:afterSave", ENTRY, "a", 1);
        assertThat(found()).isEmpty();

        story.saved(ENTRY, "b", 2);

        assertThat(found()).anyMatch(one -> one.contains("stands behind"));
    }

    @Test
    void findsADeliveryThatIsMissingAndOneThatIsMadeUp() {
        story.told(Action.UPDATE, ENTRY, "a", Told.ACKNOWLEDGED, 1)
                .revision(ENTRY, "a", 1)
                .entry(ENTRY, "DRAFT", 1)
                .event("content:afterSave", ENTRY, "a", 1)
                .delivered(Plugins.WATCHER, "a")
                .delivered(Plugins.WATCHER, "never published");

        assertThat(found())
                .anyMatch(one -> one.contains("shaky never got"))
                .anyMatch(one -> one.contains("on no topic"));
    }

    @Test
    void findsASwappedOrderAtAPluginButNotARepetition() {
        story.saved(ENTRY, "a", 1).saved(ENTRY, "b", 2).delivered("a");
        assertThat(found()).isEmpty();

        story.told(Action.UPDATE, ENTRY, "c", Told.UNKNOWN, 0)
                .event("content:afterSave", ENTRY, "c", 3)
                .told(Action.UPDATE, ENTRY, "d", Told.UNKNOWN, 0)
                .event("content:afterSave", ENTRY, "d", 4)
                .delivered("d")
                .delivered("c");

        assertThat(found()).anyMatch(one -> one.contains("swapped: Delivery"));
    }

    @Test
    void findsWhatGotPastThePolicy() {
        story.saved(ENTRY, "a", 1);
        story.evidence.add(new Stored.Revision(ENTRY, 2, "a", "title a", ""));
        story.evidence.add(new Stored.File("f", "uploader1-1.bin", "digest"));
        story.evidence.add(new Arrived("m", "<1>", false, Story.at(1)));
        story.add(Story.operation(Action.UPDATE, ENTRY, "b", Told.ACKNOWLEDGED, 2, false, true));
        story.event("content:afterDelete", "guarded/kept-1", "", 0, "deleted");

        assertThat(found())
                .anyMatch(one -> one.contains("stored without the policy: Revision"))
                .anyMatch(one -> one.contains("stored without the policy: File"))
                .anyMatch(one -> one.contains("sent without the policy"))
                .anyMatch(one -> one.contains("forbidden, and acknowledged"))
                .anyMatch(one -> one.contains("deleted against the policy"));
    }

    @Test
    void findsLostFilesAndBytes() {
        var upload = Story.operation(Action.UPLOAD, "f1", "u1", Told.ACKNOWLEDGED, 0, true, false);
        story.add(upload)
                .add(Story.operation(Action.UPLOAD, "f2", "u2", Told.ACKNOWLEDGED, 0, true, false))
                .add(Story.operation(Action.UPLOAD, "", "u3", Told.REFUSED, 0, true, false))
                .add(
                        Story.operation(
                                Action.REMOVE_FILE,
                                "f4",
                                "u4",
                                Told.ACKNOWLEDGED,
                                0,
                                false,
                                false));
        story.evidence.add(new Stored.File("f2", "passed-u2.bin", "digest"));
        story.evidence.add(new ReadFile("f2", "media-service-1", 200, "garbled"));
        story.evidence.add(new Stored.File("f3", "passed-u3.bin", "digest"));
        story.evidence.add(new Stored.File("f4", "passed-u9.bin", "digest"));

        assertThat(found())
                .anyMatch(one -> one.contains("acknowledged, and no item") && one.contains("f1"))
                .anyMatch(one -> one.contains("other bytes than stored") && one.contains("f2"))
                .anyMatch(one -> one.contains("refused or never sent, and stored"))
                .anyMatch(one -> one.contains("removed, and still there: f4"))
                .anyMatch(one -> one.contains("no event tells of the file f2"));
    }

    @Test
    void findsMailsThatAreLostMadeUpOrDoubledForNoReason() {
        story.add(Story.operation(Action.MAIL, "1", "m1", Told.ACKNOWLEDGED, 0, true, false))
                .add(Story.operation(Action.MAIL, "2", "m2", Told.REFUSED, 0, true, false))
                .arrived("m2", "<2>", 1)
                .add(Story.operation(Action.MAIL, "3", "m3", Told.ACKNOWLEDGED, 0, true, false))
                .arrived("m3", "<3>", 100)
                .arrived("m3", "<3>", 110)
                .add(Story.operation(Action.MAIL, "4", "m4", Told.ACKNOWLEDGED, 0, true, false))
                .arrived("m4", "<4>", 200)
                .arrived("m4", "<5>", 200);

        assertThat(found())
                .anyMatch(one -> one.contains("never arrived") && one.contains("m1"))
                .anyMatch(one -> one.contains("phantom") && one.contains("m2"))
                .anyMatch(one -> one.contains("nothing disturbed") && one.contains("m3"))
                .anyMatch(one -> one.contains("two messages") && one.contains("m4"));
    }

    @Test
    void excusesAMailThatIsDoubledByAKill() {
        story.add(Story.operation(Action.MAIL, "3", "m3", Told.ACKNOWLEDGED, 0, true, false))
                .arrived("m3", "<3>", 100)
                .arrived("m3", "<3>", 110)
                .fault(FaultKind.SERVICE_KILL, "email-service-1", 101, 104);

        assertThat(found()).isEmpty();
    }

    @Test
    void findsTicksThatAreDoubledSwappedOrStayAway() {
        story.tick("every-2", 2, "t1").tick("every-2", 2, "t2");
        story.tick("every-5", 10, "t3").tick("every-5", 5, "t4");
        List.of("t1", "t2", "t3", "t4").forEach(tick -> story.ticked(tick, 11));
        assertThat(found())
                .anyMatch(one -> one.contains("two ticks of one time"))
                .anyMatch(one -> one.contains("an earlier time"));

        story.evidence.healedAt(Story.at(60));

        assertThat(found()).anyMatch(one -> one.contains("every-2 did not run"));
    }

    @Test
    void findsAPluginThatIsNotAsAcknowledgedOrHearsWhatItShouldNot() {
        story.told(Action.INSTALL, Plugins.VISITOR, "o1", Told.ACKNOWLEDGED, 0)
                .told(Action.DEACTIVATE, Plugins.VISITOR, "o2", Told.ACKNOWLEDGED, 0);
        story.evidence.add(new Stored.Plugin(Plugins.VISITOR, "active"));
        story.tick("every-2", 30, "x");
        story.evidence.add(
                new Delivery(Plugins.VISITOR, "content:afterSave", "x", Story.at(31), true));

        assertThat(found())
                .anyMatch(one -> one.contains("the plugin is active after"))
                .anyMatch(one -> one.contains("phantom") && one.contains("although"));
    }

    @Test
    void findsALateAnswerButNotOneOfAServiceThatWasStopped() {
        story.waited("content-service-1", Duration.ofSeconds(50))
                .fault(FaultKind.SERVICE_PAUSE, "content-service-1", 1, 9);
        assertThat(found()).isEmpty();

        story.waited("content-service-2", Duration.ofSeconds(50));

        assertThat(found()).anyMatch(one -> one.contains("late"));
    }

    @Test
    void findsAServiceThatDoesNotGetWell() {
        story.health("content-service-1", 61, false)
                .health("content-service-1", 70, false)
                .health("content-service-1", 80, true);
        story.evidence.healedAt(Story.at(60));
        story.evidence.add(
                new Recovery("all", Duration.ofSeconds(9), Duration.ofSeconds(9), false));
        story.evidence.add(new ProcessEnd("media-service-1", Story.at(5), "killed by an error"));
        story.evidence.add(new Stored.Leftover("unpublished events of content", 3, ""));

        assertThat(found())
                .anyMatch(one -> one.contains("content-service-1 is not ready"))
                .anyMatch(one -> one.contains("not well again"))
                .anyMatch(one -> one.contains("ended by itself"))
                .anyMatch(one -> one.contains("left over"));
    }

    @Test
    void givesAServiceThatWasKilledTimeToStart() {
        story.health("content-service-1", 61, false)
                .health("content-service-1", 80, true)
                .fault(FaultKind.SERVICE_KILL, "content-service-1", 50, 58)
                // Its tasks are not part of this story.
                .tick("every-2", 62, "t1")
                .ticked("t1", 62)
                .tick("every-5", 65, "t2")
                .ticked("t2", 65);
        story.evidence.healedAt(Story.at(60));

        assertThat(found()).isEmpty();
    }

    @Test
    void findsErrorsThatNoFaultExplains() {
        story.evidence
                .add(new LogLine("a.log", 1, "ERROR java.lang.NullPointerException"))
                .add(new LogLine("a.log", 2, "ERROR java.net.ConnectException: refused"))
                .add(new LogLine("a.log", 3, "java.lang.OutOfMemoryError: Java heap space"));

        assertThat(found())
                .anyMatch(one -> one.contains("NullPointerException"))
                .anyMatch(one -> one.contains("OutOfMemoryError"))
                .hasSize(2);
    }

    @Test
    void findsWhatIsRefusedDuringAnUpdateUnlessTheClientIsAtFault() {
        story.told(Action.UPDATE, ENTRY, "a", Told.REFUSED, 0)
                .answered("a", 504)
                .told(Action.UPDATE, ENTRY, "b", Told.REFUSED, 0)
                .answered("b", 412);

        var refused = new Auditor(List.of(new NothingRefused())).audit(story.evidence);

        assertThat(refused)
                .singleElement()
                .extracting(Violation::evidence)
                .asString()
                .contains("id=a");
    }

    private List<String> found() {
        return Auditor.ofEverything().audit(story.evidence).stream()
                .map(Violation::evidence)
                .toList();
    }
}
