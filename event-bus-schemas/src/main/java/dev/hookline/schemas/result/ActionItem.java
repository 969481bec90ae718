package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hookline.schemas.Checked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of an actions menu; label and description are text, never HTML. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = ActionItem.Link.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActionItem.Link.class, name = "link"),
    @JsonSubTypes.Type(value = ActionItem.Button.class, name = "button")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ActionItem {

    String label();

    @Nullable String description();

    /**
     * Leads somewhere.
     *
     * @param href a path of the site, a query, a fragment, or an HTTP or HTTPS URL
     */
    record Link(String href, String label, @Nullable String description) implements ActionItem {

        public Link {
            Checked.text(href, "href");
            Checked.text(label, "label");
        }
    }

    /**
     * Is found by the page's scripts.
     *
     * @param attrs its {@code data-} and {@code aria-} attributes
     */
    record Button(String label, @Nullable String description, @Nullable Map<String, String> attrs)
            implements ActionItem {

        public Button {
            Checked.text(label, "label");
            attrs = attrs == null ? null : Checked.map(attrs, "attrs");
        }
    }
}
