package dev.hookline.content.page.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.event.page.PublicPageContext.ArticleMeta;
import dev.hookline.schemas.event.page.PublicPageContext.Kind;
import dev.hookline.schemas.event.page.PublicPageContext.Seo;
import dev.hookline.schemas.result.MetadataContribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaseTagsTest {

    @Test
    void describeAnArticleInTheReferencesOrder() {
        var published = Instant.parse("2026-11-21T09:00:00Z");
        var page =
                page(
                        "article",
                        new Seo(null, null, null, "noindex"),
                        "https://s.example/i.png",
                        new ArticleMeta(published, null, "Ada"));

        assertThat(Metadata.of(BaseTags.of(page, Map.of("de", "https://s.example/de"))).html())
                .isEqualTo(
                        """
                        <meta name="description" content="First &lt;post&gt;.">
                        <meta name="robots" content="noindex">
                        <meta name="twitter:card" content="summary_large_image">
                        <meta name="twitter:title" content="Hello">
                        <meta name="twitter:description" content="First &lt;post&gt;.">
                        <meta name="twitter:image" content="https://s.example/i.png">
                        <meta property="og:type" content="article">
                        <meta property="og:title" content="Hello">
                        <meta property="og:description" content="First &lt;post&gt;.">
                        <meta property="og:image" content="https://s.example/i.png">
                        <meta property="og:url" content="https://s.example/posts/hello">
                        <meta property="og:site_name" content="Site">
                        <meta property="article:published_time" content="2026-11-21T09:00:00Z">
                        <meta property="article:author" content="Ada">
                        <link rel="canonical" href="https://s.example/posts/hello">
                        <link rel="alternate" href="https://s.example/de" hreflang="de">
                        <script type="application/ld+json">{"@context":"https://schema.org",\
                        "@type":"BlogPosting","headline":"Hello",\
                        "description":"First \\u003cpost\\u003e.",\
                        "image":"https://s.example/i.png","url":"https://s.example/posts/hello",\
                        "datePublished":"2026-11-21T09:00:00Z",\
                        "dateModified":"2026-11-21T09:00:00Z",\
                        "author":{"@type":"Person","name":"Ada"},\
                        "publisher":{"@type":"Organization","name":"Site"},\
                        "mainEntityOfPage":{"@type":"WebPage",\
                        "@id":"https://s.example/posts/hello"}}</script>\
                        """);
    }

    @Test
    void giveWayToPlugins() {
        var page = page("website", null, null, null);
        var candidates = new ArrayList<MetadataContribution>();
        candidates.add(new MetadataContribution.Meta("description", "By a plugin", null));
        candidates.add(
                new MetadataContribution.Link(
                        MetadataContribution.Rel.CANONICAL, "https://c.example/", null, null));
        candidates.addAll(BaseTags.of(page, Map.of()));

        var html = Metadata.of(List.copyOf(candidates)).html();

        assertThat(html)
                .contains("<meta name=\"description\" content=\"By a plugin\">")
                .contains("<link rel=\"canonical\" href=\"https://c.example/\">")
                .contains("<meta name=\"twitter:card\" content=\"summary\">")
                .doesNotContain("ld+json", "content=\"First &lt;post&gt;.\">\n<meta name=\"robots");
        assertThat(html.split("rel=\"canonical\"")).hasSize(2);
    }

    private static PublicPageContext page(
            String type, @Nullable Seo seo, @Nullable String image, @Nullable ArticleMeta article) {
        return new PublicPageContext(
                "https://s.example/posts/hello",
                "/posts/hello",
                "en",
                Kind.CONTENT,
                type,
                "Hello | Site",
                "Hello",
                "First <post>.",
                null,
                image,
                null,
                seo,
                article,
                "Site",
                null,
                "https://s.example");
    }
}
