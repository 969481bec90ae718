package dev.hookline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final OffsetLedger ledger = new OffsetLedger();

    @Test
    void commitsUpToTheOldestUnfinishedEvent() {
        ledger.begin(PARTITION, 10);
        ledger.begin(PARTITION, 11);
        ledger.begin(PARTITION, 12);
        ledger.finish(PARTITION, 11);
        ledger.finish(PARTITION, 12);

        assertThat(ledger.progress()).containsEntry(PARTITION, new OffsetAndMetadata(10));

        ledger.finish(PARTITION, 10);
        assertThat(ledger.progress()).containsEntry(PARTITION, new OffsetAndMetadata(13));
    }

    @Test
    void reportsProgressOnce() {
        ledger.begin(PARTITION, 0);
        ledger.finish(PARTITION, 0);
        ledger.progress();

        assertThat(ledger.progress()).isEmpty();
    }

    @Test
    void knowsNothingOfAPartitionThatMovedAway() {
        ledger.begin(PARTITION, 5);
        ledger.forget(PARTITION);
        ledger.finish(PARTITION, 5);

        assertThat(ledger.isOpen(PARTITION, 5)).isFalse();
        assertThat(ledger.progress()).isEmpty();
        assertThat(ledger.unfinished()).isZero();
    }

    @RepeatedTest(100)
    void neverCommitsPastAnUnfinishedEvent(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var open = new HashSet<Long>();
        var waiting = new ArrayList<Long>();
        for (long offset = 0; offset < 50; offset++) {
            ledger.begin(PARTITION, offset);
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
