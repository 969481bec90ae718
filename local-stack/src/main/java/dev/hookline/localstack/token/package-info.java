/**
 * The key pair of a local installation and the tokens signed with it. Used by the local stack, its
 * command line and tests. Invariant: the private key never leaves its file, which only its owner
 * may read.
 */
@NullMarked
package dev.hookline.localstack.token;

import org.jspecify.annotations.NullMarked;
