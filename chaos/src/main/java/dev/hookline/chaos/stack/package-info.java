/**
 * Database, broker, mail server and two replicas of each service, with a proxy in every connection
 * between them. Invariant: every part can be broken and healed by its name, as often as wanted.
 */
@NullMarked
package dev.hookline.chaos.stack;

import org.jspecify.annotations.NullMarked;
