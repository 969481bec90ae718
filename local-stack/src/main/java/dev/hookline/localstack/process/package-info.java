/**
 * Child processes of the local stack: started, written down, watched, ended. Called by the stack.
 * Invariant: only a process that this installation started and wrote down is ever ended.
 */
@NullMarked
package dev.hookline.localstack.process;

import org.jspecify.annotations.NullMarked;
