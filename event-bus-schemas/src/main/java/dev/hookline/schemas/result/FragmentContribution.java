package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hookline.schemas.Checked;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of markup or script for a public page, from a plugin that the operator trusts. Within a
 * placement, contributions with the same key are the same one: the first wins.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FragmentContribution.ExternalScript.class, name = "external-script"),
    @JsonSubTypes.Type(value = FragmentContribution.InlineScript.class, name = "inline-script"),
    @JsonSubTypes.Type(value = FragmentContribution.Html.class, name = "html")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface FragmentContribution {

    Placement placement();

    @Nullable String key();

    /**
     * A script that the browser loads.
     *
     * @param src an HTTP or HTTPS URL, or a path of the site; without a key it is the key
     * @param async whether the page goes on while the script loads
     * @param defer whether the script runs after the page has been read
     */
    record ExternalScript(
            Placement placement,
            String src,
            @Nullable Boolean async,
            @Nullable Boolean defer,
            @Nullable Map<String, String> attributes,
            @Nullable String key)
            implements FragmentContribution {

        public ExternalScript {
            Objects.requireNonNull(placement, "placement");
            Checked.text(src, "src");
            attributes = attributes == null ? null : Checked.map(attributes, "attributes");
        }
    }

    /** A script within the page. */
    record InlineScript(
            Placement placement,
            String code,
            @Nullable Map<String, String> attributes,
            @Nullable String key)
            implements FragmentContribution {

        public InlineScript {
            Objects.requireNonNull(placement, "placement");
            Checked.text(code, "code");
            attributes = attributes == null ? null : Checked.map(attributes, "attributes");
        }
    }

    /** Markup, inserted as it is. */
    record Html(Placement placement, String html, @Nullable String key)
            implements FragmentContribution {

        public Html {
            Objects.requireNonNull(placement, "placement");
            Checked.text(html, "html");
        }
    }

    /** Where on the page. */
    enum Placement {
        @JsonProperty("head")
        HEAD,
        @JsonProperty("body:start")
        BODY_START,
        @JsonProperty("body:end")
        BODY_END
    }
}
