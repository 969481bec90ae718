package dev.hookline.gateway.storage;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A document and its id.
 *
 * @param data JSON text
 */
record Document(String id, @JsonRawValue @Schema(implementation = JsonNode.class) String data) {}
