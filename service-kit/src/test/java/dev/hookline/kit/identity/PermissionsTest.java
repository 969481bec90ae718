package dev.hookline.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.Actor;
import io.quarkus.security.UnauthorizedException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

    @ParameterizedTest
    @CsvSource({
        "admin,  yes, yes, yes, yes, yes, yes",
        "editor, yes, 403, yes, yes, yes, yes",
        "author, yes, 403, yes, 403, yes, 403",
        "viewer, yes, 403, 403, 403, 403, 403",
        "other,  403, 403, 403, 403, 403, 403",
        "nobody, 401, 401, 401, 401, 401, 401"
    })
    void followFromTheRole(
            String role,
            String read,
            String define,
            String create,
            String deleteForEver,
            String editOwn,
            String editOthers) {
        var caller = callerWith(role);
        assertThat(caller.seeDrafts()).isEqualTo(read.equals("yes"));
        assertThat(answer(caller::requireReader)).isEqualTo(read);
        assertThat(answer(caller::requireAdministrator)).isEqualTo(define);
        assertThat(answer(caller::requireAuthor)).isEqualTo(create);
        assertThat(answer(caller::requireEditor)).isEqualTo(deleteForEver);
        assertThat(answer(() -> caller.requireAuthorOf("me"))).isEqualTo(editOwn);
        assertThat(answer(() -> caller.requireAuthorOf("somebody"))).isEqualTo(editOthers);
    }

    private static Permissions callerWith(String role) {
        return new Permissions(role.equals("nobody") ? null : new Actor("me", null, List.of(role)));
    }

    private static String answer(Runnable demand) {
        try {
            demand.run();
            return "yes";
        } catch (UnauthorizedException e) {
            return "401";
        } catch (ProblemException e) {
            return String.valueOf(e.problem().status());
        }
    }
}
