/**
 * What the platform itself declares and no plugin may take: permissions and prefixes of magic
 * parameters. Its event types are in the package {@code tracked}.
 */
@NullMarked
package dev.hookline.schemas.platform;

import org.jspecify.annotations.NullMarked;
