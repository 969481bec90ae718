/** The mail queue, its pipeline and its providers. */
@NullMarked
package dev.hookline.email;

import org.jspecify.annotations.NullMarked;
