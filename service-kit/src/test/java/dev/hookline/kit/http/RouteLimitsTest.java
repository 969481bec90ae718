package dev.hookline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLimitsTest {

    private final RouteLimits limits =
            new RouteLimits(10, List.of(new LargerBodies("POST", "/api/v1/media", 500)));

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/media", "/api/v1/media/"})
    void aRouteCanTakeMore(String path) {
        assertThat(limits.of("POST", path)).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/media",
        "PATCH,/api/v1/media",
        "POST,/api/v1/media/1",
        "POST,/api/v1/mediation",
        "POST,/x/api/v1/media",
        "POST,/"
    })
    void allOthersTakeWhatIsTakenInGeneral(String method, String path) {
        assertThat(limits.of(method, path)).isEqualTo(10);
    }

    @Test
    void anExceptionIsOneRouteWithALimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LargerBodies("POST", "/api/v1/media/", 1))
                .withMessageContaining("/api/v1/media/");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LargerBodies("POST", "/api/v1/media", 0));
    }
}
