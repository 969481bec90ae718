/**
 * Cleans text that plugins, clients and other servers wrote. Called where such text becomes part of
 * a reason, a log line or a stored note. Invariant: cleaned text can be stored by PostgreSQL and
 * printed on one line.
 */
@NullMarked
package dev.hookline.kit.text;

import org.jspecify.annotations.NullMarked;
