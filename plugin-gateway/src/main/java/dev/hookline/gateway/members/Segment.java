package dev.hookline.gateway.members;

import dev.hookline.kit.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * A name or id in the path of a request that is passed on. Nothing else may stand there, or a
 * plugin could choose another path than its capability is for.
 */
record Segment(String text) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    Segment {
        if (!PLAIN.matcher(text).matches()) {
            throw ProblemException.notFound("there is nothing of that name");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
