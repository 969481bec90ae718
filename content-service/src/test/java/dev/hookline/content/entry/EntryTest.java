package dev.hookline.content.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Instant DAWN = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant DUSK = Instant.parse("2026-11-21T17:00:00Z");
    private static final Schedule AT_DUSK =
            new Schedule(DUSK, new Actor("ada", null, List.of("author")));

    private final Entry draft =
            Entry.created(new EntryKey("posts", "p1"), content("one"), "ada", DAWN);

    @Test
    void startsAsADraftThatReadersDoNotSee() {
        assertThat(draft.status()).isEqualTo(EntryStatus.DRAFT);
        assertThat(draft.lifecycle().live()).isEmpty();
        assertThat(draft.version()).isEqualTo(1);
        assertThat(draft.revision()).isEqualTo(1);
    }

    @Test
    void keepsTheLiveCopyUntilItIsPublishedAgain() {
        var published = draft.published(NOON);
        var edited = published.saved(content("two"), DUSK);

        assertThat(edited.status()).isEqualTo(EntryStatus.PUBLISHED);
        assertThat(edited.hasUnpublishedChanges()).isTrue();
        assertThat(edited.lifecycle().live().orElseThrow().content().slug()).isEqualTo("one");

        var again = edited.published(DUSK).lifecycle().live().orElseThrow();
        assertThat(again.content().slug()).isEqualTo("two");
        assertThat(again.publishedAt()).isEqualTo(NOON);
        assertThat(again.updatedAt()).isEqualTo(DUSK);
        assertThat(again.version()).isEqualTo(4);
    }

    @Test
    void isItselfWhenThereIsNothingToPublish() {
        var published = draft.published(NOON);
        assertThat(published.published(DUSK)).isSameAs(published);
    }

    @Test
    void forgetsASchedulePublishedByHand() {
        var waiting = draft.published(NOON).scheduled(AT_DUSK, NOON);
        assertThat(waiting.status()).isEqualTo(EntryStatus.PUBLISHED);
        assertThat(waiting.lifecycle().schedule()).contains(AT_DUSK);
        assertThat(waiting.published(NOON).lifecycle().schedule()).isEmpty();
        assertThat(draft.scheduled(AT_DUSK, NOON).published(NOON).lifecycle().schedule()).isEmpty();
    }

    @Test
    void staysScheduledWhileItIsEdited() {
        var edited = draft.scheduled(AT_DUSK, NOON).saved(content("two"), NOON);
        assertThat(edited.status()).isEqualTo(EntryStatus.SCHEDULED);
        assertThat(edited.unscheduled(NOON).status()).isEqualTo(EntryStatus.DRAFT);
    }

    @Test
    void isNothingButTrashInTheTrash() {
        var trashed = draft.published(NOON).scheduled(AT_DUSK, NOON).trashed(NOON);
        assertThat(trashed.lifecycle()).isEqualTo(new Lifecycle.Trashed(NOON));
        refused(() -> trashed.saved(content("two"), DUSK));
        refused(() -> trashed.published(DUSK));
        refused(() -> trashed.unpublished(DUSK));
        refused(() -> trashed.scheduled(AT_DUSK, DUSK));
        refused(() -> trashed.unscheduled(DUSK));
        refused(() -> trashed.trashed(DUSK));
        refused(trashed::requireNotTrashed);
        assertThat(trashed.restored(content("two"), DUSK).status()).isEqualTo(EntryStatus.DRAFT);
    }

    @Test
    void refusesStepsThatMakeNoSense() {
        refused(() -> draft.unpublished(NOON));
        refused(() -> draft.unscheduled(NOON));
        refused(() -> draft.restored(content("two"), NOON));
        refused(draft::requireTrashed);
    }

    @RepeatedTest(200)
    void countsEveryStepThatChangesSomething(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var entry = draft;
        for (int i = 0; i < 30; i++) {
            var next = step(random, DAWN.plus(Duration.ofMinutes(i)), entry);
            if (next != entry) {
                assertThat(next.version()).isEqualTo(entry.version() + 1);
                assertThat(next.revision()).isBetween(entry.revision(), entry.revision() + 1);
                assertThat(next.createdAt()).isEqualTo(entry.createdAt());
                assertThat(next.lifecycle().live().isPresent())
                        .isEqualTo(next.status() == EntryStatus.PUBLISHED);
            }
            entry = next;
        }
    }

    private static Entry step(Random random, Instant now, Entry entry) {
        List<UnaryOperator<Entry>> steps =
                List.of(
                        e -> e.saved(content("s" + random.nextInt(9)), now),
                        e -> e.published(now),
                        e -> e.unpublished(now),
                        e -> e.scheduled(AT_DUSK, now),
                        e -> e.unscheduled(now),
                        e -> e.trashed(now),
                        e -> e.restored(content("r"), now));
        try {
            return steps.get(random.nextInt(steps.size())).apply(entry);
        } catch (ProblemException e) {
            return entry;
        }
    }

    private static void refused(ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CONFLICT.uri()));
    }

    private static EntryContent content(String slug) {
        return new EntryContent(slug, JsonNodeFactory.instance.objectNode());
    }
}
