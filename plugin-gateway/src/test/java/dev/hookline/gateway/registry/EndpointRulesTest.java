package dev.hookline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookline.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://plugin.example.org", "HTTP://127.0.0.1:9101"})
    void refusesPlainHttpAndNamesTheSwitch(String address) {
        var refusal =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> new EndpointRules(() -> false).check("endpoint", address));

        assertThat(refusal.problem().status()).isEqualTo(422);
        assertThat(refusal.problem().errors())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo("endpoint");
                    assertThat(fault.message()).contains("hookline.gateway.plain-http-endpoints");
                });
    }

    @Test
    void takesHttpsAlways() {
        assertThatCode(() -> new EndpointRules(() -> false).check("endpoint", "https://a.example"))
                .doesNotThrowAnyException();
    }

    @Test
    void takesPlainHttpWhereTheOperatorAllowsIt() {
        assertThatCode(() -> new EndpointRules(() -> true).check("endpoint", "http://a.example"))
                .doesNotThrowAnyException();
    }
}
