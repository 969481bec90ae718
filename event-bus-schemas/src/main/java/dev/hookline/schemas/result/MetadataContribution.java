package dev.hookline.schemas.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One typed addition to the head of a public page. Contributions of one kind with the same key are
 * the same one: the first wins.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MetadataContribution.Meta.class, name = "meta"),
    @JsonSubTypes.Type(value = MetadataContribution.Property.class, name = "property"),
    @JsonSubTypes.Type(value = MetadataContribution.Link.class, name = "link"),
    @JsonSubTypes.Type(value = MetadataContribution.JsonLd.class, name = "jsonld")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MetadataContribution {

    /** {@code <meta name="…" content="…">}. */
    record Meta(String name, String content, @Nullable String key) implements MetadataContribution {

        public Meta {
            Checked.text(name, "name");
            Objects.requireNonNull(content, "content");
        }
    }

    /** {@code <meta property="…" content="…">}, as OpenGraph uses it. */
    record Property(String property, String content, @Nullable String key)
            implements MetadataContribution {

        public Property {
            Checked.text(property, "property");
            Objects.requireNonNull(content, "content");
        }
    }

    /**
     * {@code <link rel="…" href="…">}.
     *
     * @param href an absolute HTTP or HTTPS URL
     * @param hreflang language tag of the target
     */
    record Link(Rel rel, String href, @Nullable String hreflang, @Nullable String key)
            implements MetadataContribution {

        public Link {
            Objects.requireNonNull(rel, "rel");
            Checked.text(href, "href");
        }
    }

    /**
     * {@code <script type="application/ld+json">}.
     *
     * @param id graphs with the same id are the same one; without an id each counts
     * @param graph an object, or an array of objects
     */
    record JsonLd(@Nullable String id, JsonNode graph) implements MetadataContribution {

        public JsonLd {
            if (!Objects.requireNonNull(graph, "graph").isContainerNode()) {
                throw new IllegalArgumentException("graph must be an object or an array");
            }
        }
    }

    /** How the link's target relates to the page; a page has at most one canonical link. */
    enum Rel {
        @JsonProperty("canonical")
        CANONICAL,
        @JsonProperty("alternate")
        ALTERNATE
    }
}
