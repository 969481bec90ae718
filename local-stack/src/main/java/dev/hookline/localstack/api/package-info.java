/**
 * Calls of the platform's public HTTP interfaces, as any client would make them. Called by what
 * sets up samples. Invariant: an answer that was not expected names the request and the problem.
 */
@NullMarked
package dev.hookline.localstack.api;

import org.jspecify.annotations.NullMarked;
