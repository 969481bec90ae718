/** What the tests of this service share: the service's clients, and the gateway's stand-in. */
@NullMarked
package dev.hookline.media.testing;

import org.jspecify.annotations.NullMarked;
