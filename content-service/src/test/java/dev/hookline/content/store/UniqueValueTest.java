package dev.hookline.content.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.field.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueValueTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final FieldSet fields =
            new FieldSet(List.of(field("sku", true), field("title", false)));

    @Test
    void isTheSameForNumbersThatAreEqual() {
        assertThat(UniqueValue.of("n", JSON.numberNode(1)))
                .isEqualTo(UniqueValue.of("n", JSON.numberNode(new BigDecimal("1.00"))))
                .isNotEqualTo(UniqueValue.of("n", JSON.numberNode(2)))
                .isNotEqualTo(UniqueValue.of("m", JSON.numberNode(1)));
    }

    @Test
    void isHeldByWhateverCopyShowsIt() {
        var published = entry("one", "A").published(NOW).saved(content("two", "B"), NOW);
        assertThat(UniqueValue.heldBy(published, fields))
                .containsExactlyInAnyOrder(
                        UniqueValue.slug("one"),
                        UniqueValue.slug("two"),
                        UniqueValue.of("sku", JSON.textNode("A")),
                        UniqueValue.of("sku", JSON.textNode("B")));
    }

    @Test
    void isNotHeldInTheTrashNorByAnEmptyField() {
        assertThat(UniqueValue.heldBy(entry("one", "A").trashed(NOW), fields)).isEmpty();
        assertThat(UniqueValue.heldBy(entry("one", null), fields))
                .containsExactly(UniqueValue.slug("one"));
    }

    private static Entry entry(String slug, String sku) {
        return Entry.created(new EntryKey("goods", "g1"), content(slug, sku), "ada", NOW);
    }

    private static EntryContent content(String slug, String sku) {
        return new EntryContent(slug, JSON.objectNode().put("sku", sku).put("title", "x"));
    }

    private static FieldDefinition field(String name, boolean unique) {
        return new FieldDefinition(
                name,
                FieldType.STRING,
                null,
                false,
                unique,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }
}
