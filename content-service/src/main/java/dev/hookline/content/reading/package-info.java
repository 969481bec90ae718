/**
 * Reading entries, one or many. Called over HTTP. Invariant: without a role only live copies are
 * seen, in filters and orders, too; what clients name is looked up and what they send is bound.
 */
@NullMarked
package dev.hookline.content.reading;

import org.jspecify.annotations.NullMarked;
