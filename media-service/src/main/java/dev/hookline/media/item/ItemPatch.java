package dev.hookline.media.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is known of a file (RFC 7396): members that are absent stay, null empties.
 *
 * @param members checked
 */
record ItemPatch(ObjectNode members) {

    private static final String FILENAME = "filename";
    private static final Set<String> KNOWN = Set.of(FILENAME, Description.ALT, Description.CAPTION);

    /** Refuses what cannot be stored, with 422 {@code validation-failed}. */
    ItemPatch {
        for (var member : members.properties()) {
            check(member.getKey(), member.getValue());
        }
    }

    /** The item as the patch makes it, but for its version. */
    Item applyTo(Item item) {
        return item.described(
                members.has(FILENAME)
                        ? SafeName.of(members.get(FILENAME).textValue())
                        : item.filename(),
                members.has(Description.ALT) ? textOf(Description.ALT) : item.alt(),
                members.has(Description.CAPTION) ? textOf(Description.CAPTION) : item.caption());
    }

    /** The same patch with another name, for one that has a name. */
    ItemPatch renaming(String filename) {
        return new ItemPatch(members.deepCopy().put(FILENAME, filename));
    }

    private @Nullable String textOf(String name) {
        return members.get(name).textValue();
    }

    private static void check(String name, JsonNode value) {
        if (!KNOWN.contains(name)) {
            throw ProblemException.invalid(name, "cannot be changed");
        }
        if (name.equals(FILENAME)) {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw ProblemException.invalid(name, "must be a text that is not blank");
            }
        } else if (value.isTextual()) {
            Description.require(name, value.textValue());
        } else if (!value.isNull()) {
            throw ProblemException.invalid(name, "must be a text or null");
        }
    }
}
