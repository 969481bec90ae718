/**
 * One example per hook: an event as it travels, and answers that a plugin might give. Documents and
 * tests draw on them; each fits its schemas.
 */
@NullMarked
package dev.hookline.schemas.example;

import org.jspecify.annotations.NullMarked;
