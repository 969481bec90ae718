/**
 * What the broker says about topics: their ids, their ends, and where groups stand. Called by the
 * registry and by deliveries. Invariant: an offset is compared only with offsets of the same topic
 * id.
 */
@NullMarked
package dev.hookline.gateway.topic;

import org.jspecify.annotations.NullMarked;
