package dev.hookline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {

    @Test
    void takesTheOnlyProvider() {
        assertThat(ProviderChoice.of(null, false, List.of("a"))).hasValue("a");
    }

    @Test
    void leavesTheChoiceBetweenTwoToTheOperator() {
        assertThat(ProviderChoice.of(null, false, List.of("a", "b"))).isEmpty();
    }

    @Test
    void keepsTheSelectedOneWhenASecondComes() {
        assertThat(ProviderChoice.of("b", false, List.of("a", "b"))).hasValue("b");
    }

    @Test
    void fallsToTheOnlyRemainingOne() {
        assertThat(ProviderChoice.of("gone", false, List.of("a"))).hasValue("a");
    }

    @Test
    void fallsToNobodyWhenSeveralOrNoneRemain() {
        assertThat(ProviderChoice.of("gone", false, List.of("a", "b"))).isEmpty();
        assertThat(ProviderChoice.of("gone", false, List.of())).isEmpty();
    }

    @Test
    void respectsThatTheOperatorWantsNobody() {
        assertThat(ProviderChoice.of(null, true, List.of("a"))).isEmpty();
    }
}
