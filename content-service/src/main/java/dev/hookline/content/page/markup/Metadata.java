package dev.hookline.content.page.markup;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hookline.schemas.result.MetadataContribution;
import dev.hookline.schemas.result.MetadataContribution.JsonLd;
import dev.hookline.schemas.result.MetadataContribution.Link;
import dev.hookline.schemas.result.MetadataContribution.Meta;
import dev.hookline.schemas.result.MetadataContribution.Property;
import dev.hookline.schemas.result.MetadataContribution.Rel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of one page after deduplication: per kind and key the first contribution wins.
 * Written in the order meta, property, link, JSON-LD.
 */
public record Metadata(@JsonValue List<MetadataContribution> contributions) {

    private static final Pattern WEB = Pattern.compile("^https?://\\S", Pattern.CASE_INSENSITIVE);

    public Metadata {
        contributions = List.copyOf(contributions);
    }

    /**
     * Deduplicates.
     *
     * @param candidates plugins in pipeline order, then the site's own
     */
    public static Metadata of(List<MetadataContribution> candidates) {
        Set<Key> taken = new HashSet<>();
        var kept = new ArrayList<MetadataContribution>();
        for (var candidate : candidates) {
            if (isSafe(candidate) && (isRepeatable(candidate) || taken.add(Key.of(candidate)))) {
                kept.add(candidate);
            }
        }
        return new Metadata(kept);
    }

    /** The tags, one per line. */
    public String html() {
        return Stream.of(Meta.class, Property.class, Link.class, JsonLd.class)
                .flatMap(kind -> contributions.stream().filter(kind::isInstance))
                .map(Metadata::tag)
                .collect(Collectors.joining("\n"));
    }

    /** The bodies of the JSON-LD scripts as they stand in the page. */
    List<String> scriptBodies() {
        return contributions.stream()
                .filter(JsonLd.class::isInstance)
                .map(it -> HtmlText.escapeJson(((JsonLd) it).graph()))
                .toList();
    }

    private static String tag(MetadataContribution contribution) {
        return switch (contribution) {
            case Meta meta -> metaTag("name", meta.name(), meta.content());
            case Property property -> metaTag("property", property.property(), property.content());
            case Link link -> linkTag(link);
            case JsonLd jsonLd ->
                    "<script type=\"application/ld+json\">"
                            + HtmlText.escapeJson(jsonLd.graph())
                            + "</script>";
        };
    }

    private static String metaTag(String attribute, String name, String content) {
        return "<meta %s=\"%s\" content=\"%s\">"
                .formatted(attribute, HtmlText.escape(name), HtmlText.escape(content));
    }

    private static String linkTag(Link link) {
        var rel = link.rel() == Rel.CANONICAL ? "canonical" : "alternate";
        var hreflang =
                link.hreflang() == null
                        ? ""
                        : " hreflang=\"" + HtmlText.escape(link.hreflang()) + '"';
        return "<link rel=\"%s\" href=\"%s\"%s>"
                .formatted(rel, HtmlText.escape(link.href()), hreflang);
    }

    /** A link that is left out here does not take its key from a good one. */
    private static boolean isSafe(MetadataContribution contribution) {
        return !(contribution instanceof Link link) || WEB.matcher(link.href()).find();
    }

    private static boolean isRepeatable(MetadataContribution contribution) {
        return contribution instanceof JsonLd jsonLd && jsonLd.id() == null;
    }

    private record Key(String kind, String key) {

        static Key of(MetadataContribution contribution) {
            return switch (contribution) {
                case Meta meta -> new Key("meta", either(meta.key(), meta.name()));
                case Property property ->
                        new Key("property", either(property.key(), property.property()));
                case Link link when link.rel() == Rel.CANONICAL -> new Key("canonical", "");
                case Link link ->
                        new Key("link", either(link.key(), either(link.hreflang(), link.href())));
                case JsonLd jsonLd -> new Key("jsonld", either(jsonLd.id(), ""));
            };
        }

        private static String either(@Nullable String one, String other) {
            return Objects.requireNonNullElse(one, other);
        }
    }
}
