/**
 * Who calls: the actor behind a request and the names of the roles. Called by resources. Invariant:
 * a token that is present is always checked.
 */
@NullMarked
package dev.hookline.kit.identity;

import org.jspecify.annotations.NullMarked;
