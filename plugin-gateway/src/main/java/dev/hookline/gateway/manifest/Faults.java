package dev.hookline.gateway.manifest;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with a manifest, so that its author can mend it in one go. */
final class Faults {

    /** More than anybody reads; keeps the answer to a hostile manifest small. */
    private static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    void add(String field, String message) {
        if (found.size() < MOST) {
            found.add(new Fault(field, message));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_MANIFEST, found);
        }
    }
}
