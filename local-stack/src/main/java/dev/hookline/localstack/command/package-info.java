/**
 * What a user can ask of the local stack on the command line. Called by the main class. Invariant:
 * a command either does what it was asked or ends with a status other than 0 and a sentence.
 */
@NullMarked
package dev.hookline.localstack.command;

import org.jspecify.annotations.NullMarked;
