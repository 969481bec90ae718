/** What a run did and found, for people and programs. */
@NullMarked
package dev.hookline.chaos.report;

import org.jspecify.annotations.NullMarked;
