package dev.hookline.kit.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.event.RecordHeaderText;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CauseTest {

    @Test
    void growsByOneWithEachPluginThatWrites() {
        var first = Cause.startingWith("e0").through("audit-log");
        var second = first.ledTo("e1").through("@acme/index");

        assertThat(second).isEqualTo(new Cause("e1", 2, List.of("audit-log", "@acme/index")));
    }

    @Test
    void remembersTheLastPluginsOfALongChainAndStillCountsAll() {
        var cause = Cause.startingWith("e0");
        for (int i = 1; i <= 50; i++) {
            cause = cause.through("p" + i);
        }

        assertThat(cause.depth()).isEqualTo(50);
        assertThat(cause.chain()).hasSize(Cause.LONGEST_CHAIN).endsWith("p49", "p50");
    }

    @Test
    void travelsInTheHeadersOfAnEvent() {
        var cause = new Cause("e1", 2, List.of("audit-log", "@acme/index"));
        var attributes = new HashMap<String, String>();
        CauseHeaders.add(attributes, cause);

        assertThat(CauseHeaders.find(RecordHeaderText.of(attributes))).contains(cause);
        assertThat(CauseHeaders.find(new RecordHeaders())).isEmpty();
    }

    @Test
    void refusesWhatIsNoCause() {
        assertThatThrownBy(() -> new Cause("", 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cause("e", -1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
