/**
 * What a caller may do with content. Called by resources and use cases. Invariant: a missing token
 * is answered 401, a missing role 403, and nothing is changed before either.
 */
@NullMarked
package dev.hookline.content.identity;

import org.jspecify.annotations.NullMarked;
