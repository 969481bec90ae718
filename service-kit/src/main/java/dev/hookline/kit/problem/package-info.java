/**
 * Problem documents (RFC 9457): the one catalogue of problem types, and the mappers that turn every
 * exception leaving a resource into a document. Called by all resources. Invariant: an unexpected
 * error gives away nothing but a correlation id.
 */
@NullMarked
package dev.hookline.kit.problem;

import org.jspecify.annotations.NullMarked;
