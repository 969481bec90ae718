package dev.hookline.content.reading;

import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;

/** The problem of a query parameter that is unknown or makes no sense. */
final class InvalidParameter {

    private InvalidParameter() {}

    static ProblemException of(String parameter, String message) {
        var shown = Storable.flawIn(parameter) == null ? parameter : "?";
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, List.of(new Fault(shown, message)));
    }

    /** Gives a text back unless a database could not compare with it. */
    static String refuseFlaw(String parameter, String text) {
        var flaw = Storable.flawIn(text);
        if (flaw != null) {
            throw of(parameter, flaw);
        }
        return text;
    }
}
