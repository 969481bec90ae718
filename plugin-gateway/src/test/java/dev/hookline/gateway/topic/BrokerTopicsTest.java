package dev.hookline.gateway.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTopicsTest {

    @Test
    void isUnavailableWhileTheBrokersNameIsNotResolved() {
        var topics = new BrokerTopics(Map.of("bootstrap.servers", "broker.invalid:9092"));

        assertThatThrownBy(() -> topics.ends(List.of("t")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be reached");
    }
}
