/**
 * The secrets that a plugin got when it was installed, and the check of signed calls with them.
 * Invariant: where secrets are expected, a call that cannot be verified never reaches a handler.
 */
@NullMarked
package dev.hookline.sdk.credentials;

import org.jspecify.annotations.NullMarked;
