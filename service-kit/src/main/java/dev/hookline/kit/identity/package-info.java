/**
 * Who calls, and what they may do: the actor behind a request, roles and permissions. Called by
 * resources and use cases. Invariant: a token that is present is always checked; a missing token is
 * answered 401, a missing role 403, and nothing is changed before either.
 */
@NullMarked
package dev.hookline.kit.identity;

import org.jspecify.annotations.NullMarked;
