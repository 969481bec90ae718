/**
 * The AsyncAPI 3.0 document of the bus, made from the hook catalogue, the topics and the schemas.
 * It is committed as {@code asyncapi.yaml}, and the build fails when the two differ.
 */
@NullMarked
package dev.hookline.schemas.asyncapi;

import org.jspecify.annotations.NullMarked;
