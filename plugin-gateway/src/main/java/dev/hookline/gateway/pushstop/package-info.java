/**
 * Which plugins are sent nothing more because they answered 410 Gone. Written by deliveries, undone
 * by the operator's activation. Invariant: a stop survives restarts and holds in every replica.
 */
@NullMarked
package dev.hookline.gateway.pushstop;

import org.jspecify.annotations.NullMarked;
