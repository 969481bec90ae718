package dev.hookline.gateway.pipeline;

import dev.hookline.schemas.validation.SchemaValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The schemas of the catalogue, compiled once. */
@ApplicationScoped
class Schemas {

    @Produces
    @Singleton
    SchemaValidator validator() {
        return new SchemaValidator();
    }
}
