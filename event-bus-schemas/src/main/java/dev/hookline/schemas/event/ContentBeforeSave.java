package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Checked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry is about to be stored; plugins may change it or refuse it.
 *
 * @param content the complete field map as it would be stored, with the reserved key {@code slug}
 * @param isNew whether the entry is being created
 * @param id the entry's id; null when it is being created
 * @param changed names of the fields that differ from what is stored; null when it is being created
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentBeforeSave(
        @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> content,
        String collection,
        @JsonProperty("isNew") boolean isNew,
        @Nullable String id,
        @Nullable List<String> changed) {

    public ContentBeforeSave {
        content = Checked.map(content, "content");
        Checked.text(collection, "collection");
        changed = changed == null ? null : List.copyOf(changed);
    }

    /** The event of an entry that does not exist yet. */
    public static ContentBeforeSave ofNew(
            String collection, Map<String, @Nullable Object> content) {
        return new ContentBeforeSave(content, collection, true, null, null);
    }
}
