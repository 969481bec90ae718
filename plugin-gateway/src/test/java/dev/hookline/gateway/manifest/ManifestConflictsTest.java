package dev.hookline.gateway.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.validation.SchemaValidator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestConflictsTest {

    private final ManifestReader reader = new ManifestReader(new SchemaValidator());

    @Test
    void namesEachConflictAndItsOwner() {
        var other =
                manifest(
                        "other",
                        """
                        "events": [{"name": "ban-user"}],
                        "permissions": [{"name": "upload-csvs", "abbr": "uc"}],
                        "magicParameters": [{"prefix": "uuid"}]
                        """);
        var manifest =
                manifest(
                        "mine",
                        """
                        "events": [{"name": "own"}, {"name": "ban-user"}, {"name": "login"}],
                        "permissions": [{"name": "upload-csvs"}, {"name": "x", "abbr": "uc"},
                                        {"name": "y", "abbr": "vt"}],
                        "magicParameters": [{"prefix": "uuid"}, {"prefix": "actor"}]
                        """);

        assertThat(conflicts(manifest, other))
                .extracting(Fault::field, Fault::message)
                .containsExactly(
                        tuple("events[1].name", "ban-user belongs to plugin other"),
                        tuple("events[2].name", "login belongs to the platform"),
                        tuple("permissions[0].name", "upload-csvs belongs to plugin other"),
                        tuple("permissions[1].abbr", "uc belongs to plugin other"),
                        tuple("permissions[2].abbr", "vt belongs to the platform"),
                        tuple("magicParameters[0].prefix", "uuid belongs to plugin other"),
                        tuple("magicParameters[1].prefix", "actor belongs to the platform"));
    }

    @Test
    void takesANameForAnAbbreviationOfTheSameText() {
        var other = manifest("other", "\"permissions\": [{\"name\": \"uc\"}]");
        var mine = manifest("mine", "\"permissions\": [{\"name\": \"x\", \"abbr\": \"uc\"}]");

        assertThat(conflicts(mine, other)).hasSize(1);
    }

    @Test
    void letsPassWhatNobodyOwns() {
        var manifest = manifest("mine", "\"events\": [{\"name\": \"own\"}]");

        assertThatCode(() -> ManifestConflicts.refuse(manifest, List.of()))
                .doesNotThrowAnyException();
    }

    private static List<Fault> conflicts(Manifest manifest, Manifest... others) {
        var refusal =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> ManifestConflicts.refuse(manifest, List.of(others)));
        assertThat(refusal.problem().status()).isEqualTo(409);
        return refusal.problem().errors();
    }

    private Manifest manifest(String id, String members) {
        try {
            return reader.read(
                    new ObjectMapper()
                            .readTree(
                                    "{\"id\": \""
                                            + id
                                            + "\", \"version\": \"1.0.0\", \"endpoint\":"
                                            + " \"http://a\", "
                                            + members
                                            + "}"),
                    false);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
