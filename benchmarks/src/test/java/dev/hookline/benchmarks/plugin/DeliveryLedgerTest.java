package dev.hookline.benchmarks.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {

    private final DeliveryLedger ledger = new DeliveryLedger(2, 4);

    @Test
    void isContentWithOrderPerSubject() throws Exception {
        deliver(0, 1);
        deliver(1, 1);
        deliver(0, 2);
        deliver(1, 2);

        assertThat(ledger.await(Duration.ZERO)).isTrue();
        assertThat(ledger.missing()).isZero();
        assertThat(ledger.outOfOrder() + ledger.overlapping() + ledger.repeated()).isZero();
    }

    @Test
    void noticesWhatIsLost() throws Exception {
        deliver(0, 1);

        assertThat(ledger.await(Duration.ZERO)).isFalse();
        assertThat(ledger.missing()).isEqualTo(3);
    }

    @Test
    void noticesAnEventThatOvertakes() {
        deliver(0, 2);

        assertThat(ledger.outOfOrder()).isEqualTo(1);
    }

    @Test
    void noticesAnEventThatDoesNotWait() {
        ledger.begin(0, 1);
        ledger.begin(0, 2);

        assertThat(ledger.overlapping()).isEqualTo(1);
    }

    @Test
    void countsARepetitionOnce() throws Exception {
        deliver(0, 1);
        deliver(0, 1);

        assertThat(ledger.repeated()).isEqualTo(1);
        assertThat(ledger.missing()).isEqualTo(3);
        assertThat(ledger.outOfOrder()).isZero();
    }

    @Test
    void readsTheNumberOutOfACall() {
        var event = new EventNumber(17, 123);
        var call = "{\"event\":{\"data\":{\"title\":\"" + event.title() + "\",\"body\":\"…\"}}}";

        assertThat(EventNumber.in(call.getBytes(StandardCharsets.UTF_8))).isEqualTo(event);
    }

    private void deliver(int subject, int number) {
        ledger.begin(subject, number);
        ledger.end(subject, number);
    }
}
