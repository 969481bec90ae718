package dev.hookline.content.revision;

import jakarta.persistence.Embeddable;

/** Which save of which entry. */
@Embeddable
record RevisionKey(String collection, String entryId, int revision) {}
