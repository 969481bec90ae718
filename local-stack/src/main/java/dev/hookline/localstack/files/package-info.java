/**
 * What the local stack needs of the file system: locks, secrets, atomic directories. Called by the
 * other packages. Invariant: nothing half-written is ever seen under its final name.
 */
@NullMarked
package dev.hookline.localstack.files;

import org.jspecify.annotations.NullMarked;
