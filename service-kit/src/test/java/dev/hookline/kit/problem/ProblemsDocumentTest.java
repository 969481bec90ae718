package dev.hookline.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever meets a problem finds it in {@code docs/problems.md}, with what to do about it. */
class ProblemsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/problems.md");
    private static final String HEADING = "## ";

    @Test
    void hasOneSectionPerTypeInTheOrderOfTheCatalogue() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith(HEADING)))
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemType.values())
                                .map(ProblemsDocumentTest::heading)
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void namesUriStatusAndTitleOfEachType(ProblemType type) throws IOException {
        var lines = Files.readAllLines(DOCUMENT);
        var section = lines.subList(lines.indexOf(heading(type)), lines.size());

        assertThat(section.get(2))
                .isEqualTo("`%s` · %d · %s", type.uri(), type.status(), type.title());
        assertThat(section.get(4)).as("what to do").isNotBlank().doesNotStartWith(HEADING);
    }

    private static String heading(ProblemType type) {
        var uri = type.uri().toString();
        return HEADING + uri.substring(uri.lastIndexOf(':') + 1);
    }
}
