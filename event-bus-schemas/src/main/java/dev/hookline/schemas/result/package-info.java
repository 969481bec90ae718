/**
 * What plugins answer where an answer has a shape of its own, and what they declare in their
 * manifest. A filter answers with the value it carries, which the event packages describe. Read by
 * whoever renders pages, written by plugins.
 */
@NullMarked
package dev.hookline.schemas.result;

import org.jspecify.annotations.NullMarked;
