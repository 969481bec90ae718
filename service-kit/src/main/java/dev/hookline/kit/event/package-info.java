/**
 * CloudEvents attributes and trace context of outgoing messages. Called by whatever writes to a
 * topic.
 */
@NullMarked
package dev.hookline.kit.event;

import org.jspecify.annotations.NullMarked;
