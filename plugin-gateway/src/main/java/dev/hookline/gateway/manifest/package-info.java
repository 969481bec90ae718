/**
 * Reads plugin manifests. Called by the registry. Invariant: a manifest is either sound or refused
 * with every fault named.
 */
@NullMarked
package dev.hookline.gateway.manifest;

import org.jspecify.annotations.NullMarked;
