/**
 * Signing secrets, plugin tokens and their protection at rest. Invariant: no secret is logged, none
 * is stored in the clear.
 */
@NullMarked
package dev.hookline.gateway.secret;

import org.jspecify.annotations.NullMarked;
