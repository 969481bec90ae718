/**
 * What templates show and how they are found: articles made of entries, pictures of the media
 * service, and the engine that reloads templates of the site owner. Called by the page server.
 * Invariant: a template that fails is replaced by the built-in one.
 */
@NullMarked
package dev.hookline.content.page.view;

import org.jspecify.annotations.NullMarked;
