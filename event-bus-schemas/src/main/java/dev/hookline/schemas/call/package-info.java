/**
 * What a before-hook's caller gets back: one reply per request, with a trace of every plugin
 * called. Written by the gateway, read by the services.
 */
@NullMarked
package dev.hookline.schemas.call;

import org.jspecify.annotations.NullMarked;
