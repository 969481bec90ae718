package dev.hookline.schemas.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaUrisTest {

    @Test
    void namesSchemasByHookPartAndVersion() {
        assertThat(SchemaUris.of("content:beforeSave", "event"))
                .isEqualTo("urn:hookline:schema:content.beforeSave.event:1");
        assertThat(SchemaUris.of("table_actions", "result"))
                .isEqualTo("urn:hookline:schema:table_actions.result:1");
    }

    @Test
    void findsTheResource() {
        assertThat(SchemaUris.resourceOf("urn:hookline:schema:content.beforeSave.event:12"))
                .isEqualTo("/schemas/content.beforeSave.event.v12.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/schema",
                "urn:hookline:schema:content.beforeSave.event",
                "urn:hookline:schema:../../secret:1",
                "urn:hookline:schema:a.event:1/../../secret",
                "urn:hookline:schema:a.event:1#/properties"
            })
    void refusesWhatIsNoSchemaOfThePlatform(String uri) {
        assertThat(SchemaUris.isOne(uri)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaUris.resourceOf(uri));
    }
}
