package dev.hookline.schemas.compatibility;

/** Who depends on a schema, which decides what may change. */
enum Role {
    /**
     * We write it and others read it, at their own version; what was written before is still on
     * topics, in outboxes and replayed. Nothing but optional properties may be added.
     */
    EVENT,
    /** Others write it and we read it: whatever fitted once must always fit. */
    ANSWER;

    static Role of(String schemaName) {
        return schemaName.contains(".result.") ? ANSWER : EVENT;
    }
}
