package dev.hookline.gateway.tracking;

import dev.hookline.kit.problem.Fault;

/** Says where a schema was violated in the client's own words. */
final class Faults {

    private Faults() {}

    /**
     * A fault below a member.
     *
     * @param pointer JSON pointer from that member on
     */
    static Fault of(String member, String pointer, String message) {
        return new Fault(member + pointer.replace('/', '.'), message);
    }
}
