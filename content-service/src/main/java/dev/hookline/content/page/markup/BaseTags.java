package dev.hookline.content.page.markup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.event.page.PublicPageContext.ArticleMeta;
import dev.hookline.schemas.event.page.PublicPageContext.Seo;
import dev.hookline.schemas.result.MetadataContribution;
import dev.hookline.schemas.result.MetadataContribution.JsonLd;
import dev.hookline.schemas.result.MetadataContribution.Link;
import dev.hookline.schemas.result.MetadataContribution.Meta;
import dev.hookline.schemas.result.MetadataContribution.Property;
import dev.hookline.schemas.result.MetadataContribution.Rel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The site's own metadata of a page: description, canonical address, Open Graph, Twitter card,
 * article data and translations. Each has a key that a plugin can take from it.
 */
public final class BaseTags {

    /** A plugin's JSON-LD with this id replaces the site's own. */
    public static final String PRIMARY = "primary";

    private final List<MetadataContribution> tags = new ArrayList<>();
    private final PublicPageContext page;

    private BaseTags(PublicPageContext page) {
        this.page = page;
    }

    /**
     * The tags of a page.
     *
     * @param translations absolute URLs of the page in other languages, by language tag
     */
    public static List<MetadataContribution> of(
            PublicPageContext page, Map<String, String> translations) {
        var base = new BaseTags(page);
        base.add();
        translations.forEach(
                (language, url) -> base.tags.add(new Link(Rel.ALTERNATE, url, language, null)));
        return List.copyOf(base.tags);
    }

    private void add() {
        var seo = Objects.requireNonNullElse(page.seo(), new Seo(null, null, null, null));
        var title = either(seo.ogTitle(), either(page.pageTitle(), page.title()));
        var description = either(seo.ogDescription(), page.description());
        var image = either(seo.ogImage(), page.image());
        var canonical = either(page.canonical(), page.url());
        meta("description", page.description());
        meta("robots", seo.robots());
        if (canonical != null) {
            tags.add(new Link(Rel.CANONICAL, canonical, null, null));
        }
        property("og:type", page.pageType());
        property("og:title", title);
        property("og:description", description);
        property("og:image", image);
        property("og:url", canonical);
        property("og:site_name", page.siteName());
        meta("twitter:card", image == null ? "summary" : "summary_large_image");
        meta("twitter:title", title);
        meta("twitter:description", description);
        meta("twitter:image", image);
        if (page.pageType().equals("article")) {
            article(image, canonical);
        }
    }

    private void article(@Nullable String image, @Nullable String canonical) {
        var article =
                Objects.requireNonNullElse(page.articleMeta(), new ArticleMeta(null, null, null));
        property("article:published_time", text(article.publishedTime()));
        property("article:modified_time", text(article.modifiedTime()));
        property("article:author", article.author());
        tags.add(new JsonLd(PRIMARY, blogPosting(article, image, canonical)));
    }

    private ObjectNode blogPosting(
            ArticleMeta article, @Nullable String image, @Nullable String canonical) {
        var graph = JsonNodeFactory.instance.objectNode();
        graph.put("@context", "https://schema.org").put("@type", "BlogPosting");
        put(graph, "headline", either(page.pageTitle(), page.title()));
        put(graph, "description", page.description());
        put(graph, "image", image);
        put(graph, "url", canonical);
        put(graph, "datePublished", text(article.publishedTime()));
        put(
                graph,
                "dateModified",
                either(text(article.modifiedTime()), text(article.publishedTime())));
        if (article.author() != null) {
            graph.putObject("author").put("@type", "Person").put("name", article.author());
        }
        if (page.siteName() != null) {
            graph.putObject("publisher").put("@type", "Organization").put("name", page.siteName());
        }
        if (canonical != null) {
            graph.putObject("mainEntityOfPage").put("@type", "WebPage").put("@id", canonical);
        }
        return graph;
    }

    private void meta(String name, @Nullable String content) {
        if (content != null) {
            tags.add(new Meta(name, content, null));
        }
    }

    private void property(String name, @Nullable String content) {
        if (content != null) {
            tags.add(new Property(name, content, null));
        }
    }

    private static void put(ObjectNode graph, String name, @Nullable String value) {
        if (value != null) {
            graph.put(name, value);
        }
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return Optional.ofNullable(time).map(Instant::toString).orElse(null);
    }
}
