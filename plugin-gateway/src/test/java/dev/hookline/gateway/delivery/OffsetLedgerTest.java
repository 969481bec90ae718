package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.kit.limit.ByteBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final OffsetLedger ledger =
            new OffsetLedger(new EventMemory(new ByteBudget(1 << 20)).share());

    @Test
    void commitsUpToTheOldestUnfinishedEvent() {
        ledger.begin(PARTITION, 10, 10);
        ledger.begin(PARTITION, 11, 10);
        ledger.begin(PARTITION, 12, 10);
        ledger.finish(PARTITION, 11);
        ledger.finish(PARTITION, 12);

        assertThat(ledger.progress()).containsEntry(PARTITION, new OffsetAndMetadata(10));

        ledger.finish(PARTITION, 10);
        assertThat(ledger.progress()).containsEntry(PARTITION, new OffsetAndMetadata(13));
    }

    @Test
    void reportsProgressOnce() {
        ledger.begin(PARTITION, 0, 10);
        ledger.finish(PARTITION, 0);
        ledger.progress();

        assertThat(ledger.progress()).isEmpty();
    }

    @Test
    void knowsNothingOfAPartitionThatMovedAway() {
        ledger.begin(PARTITION, 5, 10);
        ledger.forget(List.of(PARTITION));
        ledger.finish(PARTITION, 5);

        assertThat(ledger.isOpen(PARTITION, 5)).isFalse();
        assertThat(ledger.progress()).isEmpty();
        assertThat(ledger.unfinished()).isZero();
    }

    @Test
    void knowsWhatIsFinished() {
        ledger.begin(PARTITION, 4, 10);
        ledger.begin(PARTITION, 5, 10);
        ledger.finish(PARTITION, 4);

        assertThat(ledger.isFinished(PARTITION, 4)).isTrue();
        assertThat(ledger.isFinished(PARTITION, 5)).isFalse();
        assertThat(ledger.isFinished(PARTITION, 6)).isFalse();
    }

    @Test
    void countsEventsAndBytesInMemory() {
        ledger.begin(PARTITION, 1, 600);
        ledger.begin(PARTITION, 2, 600);

        assertThat(ledger.hasRoom(10, 1000)).isFalse();
        assertThat(ledger.hasRoom(2, 10_000)).isFalse();
        ledger.finish(PARTITION, 1);
        ledger.finish(PARTITION, 1);
        assertThat(ledger.hasRoom(2, 1000)).isTrue();
        ledger.forget(List.of(PARTITION));
        assertThat(ledger.unfinished()).isZero();
    }

    @Test
    void repeatsACommitThatFailed() {
        ledger.begin(PARTITION, 1, 10);
        ledger.finish(PARTITION, 1);
        ledger.progress();
        ledger.uncommitted(List.of(PARTITION));

        assertThat(ledger.progress()).containsEntry(PARTITION, new OffsetAndMetadata(2));
    }

    @RepeatedTest(100)
    void neverCommitsPastAnUnfinishedEvent(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var open = new HashSet<Long>();
        var waiting = new ArrayList<Long>();
        for (long offset = 0; offset < 50; offset++) {
            ledger.begin(PARTITION, offset, 10);
            open.add(offset);
            waiting.add(offset);
        }
        Collections.shuffle(waiting, random);
        for (var offset : waiting) {
            ledger.finish(PARTITION, offset);
            open.remove(offset);
            var committed = ledger.progress().get(PARTITION);
            if (committed != null) {
                assertThat(open).allMatch(unfinished -> unfinished >= committed.offset());
            }
        }
        assertThat(ledger.unfinished()).isZero();
    }
}
