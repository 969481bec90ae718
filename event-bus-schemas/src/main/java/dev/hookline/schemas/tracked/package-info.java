/**
 * The types of tracked events that the platform itself publishes: one list with names and schemas,
 * and a record per type for those who publish. Used by the services, and by the gateway when a
 * plugin registers types of its own. Invariant: what the records write fits the schemas.
 */
@NullMarked
package dev.hookline.schemas.tracked;

import org.jspecify.annotations.NullMarked;
