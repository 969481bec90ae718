/**
 * A real PostgreSQL server as a child process, with one database and one login role per service.
 * Used by the local stack and by tests. Invariant: a role reaches its own database and no other,
 * and what was committed outlives every process.
 */
@NullMarked
package dev.hookline.localstack.database;

import org.jspecify.annotations.NullMarked;
