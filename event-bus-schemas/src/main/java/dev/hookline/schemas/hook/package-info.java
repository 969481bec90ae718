/**
 * The hook catalogue: which hooks there are, how each is called, who may take it, and how its
 * schemas are named. Everything that knows a hook knows it from here.
 */
@NullMarked
package dev.hookline.schemas.hook;

import org.jspecify.annotations.NullMarked;
