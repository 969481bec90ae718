package dev.hookline.kit.version;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The versions on which a client wants its change to be based (RFC 9110, section 13.1.1).
 *
 * @param tags entity tags as sent; empty when the client does not mind
 */
public record IfMatch(Set<String> tags) {

    /** No condition. */
    public static final IfMatch ANY = new IfMatch(Set.of());

    private static final String WILDCARD = "*";

    public IfMatch {
        tags = Set.copyOf(tags);
    }

    /** Reads the header; every occurrence may list several tags. */
    public static IfMatch of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return ANY;
        }
        // With -1 a header of nothing but commas stays a condition, one that nothing meets.
        return new IfMatch(
                Set.copyOf(List.of(header.split(",", -1)).stream().map(String::strip).toList()));
    }

    public boolean isPresent() {
        return !tags.isEmpty();
    }

    /**
     * Refuses a change that is based on another version.
     *
     * @throws ProblemException 412 {@code stale-version}
     */
    public void require(long version) {
        var present = VersionTag.headerOf(version);
        if (isPresent() && !tags.contains(WILDCARD) && !tags.contains(present)) {
            throw stale(present);
        }
    }

    private static ProblemException stale(String present) {
        return new ProblemException(ProblemType.STALE_VERSION, "the present version is " + present);
    }
}
