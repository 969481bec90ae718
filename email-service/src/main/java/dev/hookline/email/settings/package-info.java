/** What is set up for mail, as operators see it. */
@NullMarked
package dev.hookline.email.settings;

import org.jspecify.annotations.NullMarked;
