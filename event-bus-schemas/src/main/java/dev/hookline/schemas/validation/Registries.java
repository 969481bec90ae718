package dev.hookline.schemas.validation;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.InputStreamSource;
import dev.hookline.schemas.hook.SchemaUris;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sets up the validation library: where schemas may come from, and what is asserted. */
final class Registries {

    private static final String META_SCHEMA = SpecificationVersion.DRAFT_2020_12.getDialectId();

    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(LinearPatterns::compile)
                    .locale(Locale.ENGLISH)
                    .build();

    private Registries() {}

    /** Finds the platform's schemas in the class path, and nothing else anywhere. */
    static SchemaRegistry ofOwnSchemas() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry ->
                        registry.schemaRegistryConfig(CONFIG)
                                .schemaLoader(loader ->
                                        loader.allow(iri -> SchemaUris.isOne(iri.toString()))
                                                .resourceLoaders(own ->
                                                        own.values(list -> list.clear())
                                                                .add(iri ->
                                                                        resource(
                                                                                iri.toString())))));
    }

    /** Finds nothing: a schema from outside must be complete in itself. */
    static SchemaRegistry ofSuppliedSchemas() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry ->
                        registry.schemaRegistryConfig(CONFIG)
                                .schemaCacheEnabled(false)
                                .schemaLoader(loader -> loader.allow(iri -> false)));
    }

    static Schema metaSchema() {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemaRegistryConfig(CONFIG))
                .getSchema(SchemaLocation.of(META_SCHEMA));
    }

    private static @Nullable InputStreamSource resource(String uri) {
        if (!SchemaUris.isOne(uri)) {
            return null;
        }
        return () -> open(uri);
    }

    private static InputStream open(String uri) throws FileNotFoundException {
        var stream = Registries.class.getResourceAsStream(SchemaUris.resourceOf(uri));
        if (stream == null) {
            throw new FileNotFoundException("no such schema: " + uri);
        }
        return stream;
    }
}
