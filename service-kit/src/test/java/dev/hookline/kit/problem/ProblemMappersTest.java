package dev.hookline.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {

    private final ProblemMappers mappers = new ProblemMappers();

    @Test
    void saysThatTheDatabaseHasNoRoom() {
        var full = new SQLException("could not extend file", "53100");

        assertThat(mappers.map(new IllegalStateException("cannot write", full)).getStatus())
                .isEqualTo(507);
        assertThat(mappers.map(new IllegalStateException("cannot write")).getStatus())
                .isEqualTo(500);
    }
}
