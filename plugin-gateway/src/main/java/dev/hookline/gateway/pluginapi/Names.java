package dev.hookline.gateway.pluginapi;

import dev.hookline.kit.problem.ProblemException;

/** Checks the keys and ids that plugins choose for what they keep. */
public final class Names {

    private Names() {}

    /**
     * A name of printable characters.
     *
     * @param field what the client calls it
     * @param longest in characters
     * @throws ProblemException 422 {@code validation-failed}
     */
    public static String checked(String field, String name, int longest) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > longest) {
            throw ProblemException.invalid(field, "must be 1 to " + longest + " characters");
        }
        if (!name.codePoints().allMatch(Names::isPrintable)) {
            throw ProblemException.invalid(field, "must be printable characters");
        }
        // Clients and proxies take such a path segment out of an address, however it is encoded.
        if (name.equals(".") || name.equals("..")) {
            throw ProblemException.invalid(field, "must not be . or ..");
        }
        return name;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
