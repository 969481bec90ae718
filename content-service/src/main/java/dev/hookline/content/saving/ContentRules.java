package dev.hookline.content.saving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.collection.CollectionDefinition;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.field.Checked;
import dev.hookline.content.slug.Slug;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that content must meet, whoever it comes from: a client or a plugin. */
@ApplicationScoped
class ContentRules {

    private static final String DATA = "data";
    private static final String SLUG = "slug";

    /** As much as one request can carry: what many patches add up to must stay sendable, too. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final References references;
    private final ObjectMapper json;

    ContentRules(References references, ObjectMapper json) {
        this.references = references;
        this.json = json;
    }

    /** The content in canonical form, or every fault. */
    Checked<EntryContent> check(
            CollectionDefinition collection, @Nullable Entry base, EntryContent content) {
        var faults = new ArrayList<Fault>();
        var slug = Normalizer.normalize(content.slug(), Normalizer.Form.NFC);
        if (!Slug.isValid(slug)) {
            faults.add(new Fault(SLUG, Slug.RULE));
        }
        var data = checkData(collection, base, content.data(), faults);
        return Checked.of(new EntryContent(slug, data), faults);
    }

    /**
     * Like {@link #check}, but leaves the slug's syntax to be judged once plugins have seen it: to
     * put it right is what some are there for.
     */
    Checked<EntryContent> checkBeforePlugins(
            CollectionDefinition collection, @Nullable Entry base, EntryContent content) {
        var faults = new ArrayList<Fault>();
        var slug = content.slug();
        var flaw = Storable.flawIn(slug);
        if (flaw != null) {
            faults.add(new Fault(SLUG, flaw));
        } else if (slug.isBlank() || slug.length() > Slug.MAX_LENGTH) {
            faults.add(new Fault(SLUG, Slug.RULE));
        }
        var data = checkData(collection, base, content.data(), faults);
        return Checked.of(new EntryContent(slug, data), faults);
    }

    private ObjectNode checkData(
            CollectionDefinition collection,
            @Nullable Entry base,
            ObjectNode data,
            List<Fault> faults) {
        return switch (collection.fields().check(data, DATA)) {
            case Checked.Invalid<ObjectNode> invalid -> {
                faults.addAll(invalid.faults());
                yield data;
            }
            case Checked.Valid<ObjectNode> valid -> {
                checkSize(valid.value(), faults);
                references.check(collection.fields(), base, valid.value(), faults);
                yield valid.value();
            }
        };
    }

    private void checkSize(ObjectNode data, List<Fault> faults) {
        try {
            if (json.writeValueAsBytes(data).length > MAX_BYTES) {
                faults.add(new Fault(DATA, "must have at most " + MAX_BYTES + " bytes in all"));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields are always JSON", e);
        }
    }
}
