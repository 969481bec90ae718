/**
 * What a new local stack shows: a few plugins and a little content, set up through the public
 * interfaces alone. Called by the stack. Invariant: doing it again changes nothing that is there.
 */
@NullMarked
package dev.hookline.localstack.sample;

import org.jspecify.annotations.NullMarked;
