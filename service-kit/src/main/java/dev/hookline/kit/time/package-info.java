/** The clock, produced once so that tests can replace it. */
@NullMarked
package dev.hookline.kit.time;

import org.jspecify.annotations.NullMarked;
