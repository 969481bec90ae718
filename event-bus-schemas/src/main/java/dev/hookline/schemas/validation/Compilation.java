package dev.hookline.schemas.validation;

import java.util.List;

/** What became of a schema from outside. */
public sealed interface Compilation {

    /** The schema can be used. */
    record Compiled(SuppliedSchema schema) implements Compilation {}

    /**
     * The schema cannot be used.
     *
     * @param faults at least one; paths are places in the schema
     */
    record Refused(List<Violation> faults) implements Compilation {

        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
