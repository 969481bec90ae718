package dev.hookline.kit.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Limits every document that the service's mapper reads. Its limit on tokens is higher than a
 * client's, since events and lists wrap what clients have sent.
 */
@Singleton
class BoundedJson implements ObjectMapperCustomizer {

    private static final long MAX_TOKENS = 4L * JsonLimits.MAX_TOKENS;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setStreamReadConstraints(JsonLimits.constraints(MAX_TOKENS));
    }
}
