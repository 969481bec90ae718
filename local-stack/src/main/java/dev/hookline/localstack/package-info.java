/**
 * The entry point of {@code ./hookline}: the platform on one machine, without Docker. Called by the
 * script at the root of the repository.
 */
@NullMarked
package dev.hookline.localstack;

import org.jspecify.annotations.NullMarked;
