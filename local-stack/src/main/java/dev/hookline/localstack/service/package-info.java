/**
 * The services of the platform as processes of the local stack: what each is given, and when it is
 * ready. Called by the stack. Invariant: no secret stands on a command line.
 */
@NullMarked
package dev.hookline.localstack.service;

import org.jspecify.annotations.NullMarked;
