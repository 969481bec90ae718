/**
 * JSON Schema 2020-12 validation of everything that crosses a border: events, answers of plugins,
 * and schemas that plugins bring along. Nothing is ever fetched, formats are asserted, and every
 * pattern runs in linear time.
 */
@NullMarked
package dev.hookline.schemas.validation;

import org.jspecify.annotations.NullMarked;
