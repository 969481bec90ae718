package dev.hookline.schemas.event.page;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hookline.schemas.Checked;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The public page that is being rendered.
 *
 * @param url absolute, with the query
 * @param path below the site's root, beginning with a slash
 * @param locale language tag, null when the site has none
 * @param pageType the OpenGraph type: {@code article} for an entry, {@code website} otherwise
 * @param title what the browser shows, usually with the site's name
 * @param pageTitle the title of the page alone
 * @param canonical absolute URL, null when the page is its own
 * @param content the entry shown; null for a custom page
 * @param siteUrl absolute, without a slash at the end
 */
@JsonInclude(Include.NON_NULL)
public record PublicPageContext(
        String url,
        String path,
        @JsonInclude(Include.ALWAYS) @Nullable String locale,
        Kind kind,
        String pageType,
        @JsonInclude(Include.ALWAYS) @Nullable String title,
        @Nullable String pageTitle,
        @JsonInclude(Include.ALWAYS) @Nullable String description,
        @JsonInclude(Include.ALWAYS) @Nullable String canonical,
        @JsonInclude(Include.ALWAYS) @Nullable String image,
        @Nullable Content content,
        @Nullable Seo seo,
        @Nullable ArticleMeta articleMeta,
        @Nullable String siteName,
        @Nullable List<Breadcrumb> breadcrumbs,
        @Nullable String siteUrl) {

    public PublicPageContext {
        Checked.text(url, "url");
        Checked.text(path, "path");
        Objects.requireNonNull(kind, "kind");
        Checked.text(pageType, "pageType");
        breadcrumbs = breadcrumbs == null ? null : List.copyOf(breadcrumbs);
    }

    /** Whether the page shows an entry. */
    public enum Kind {
        @JsonProperty("content")
        CONTENT,
        @JsonProperty("custom")
        CUSTOM
    }

    /** The entry that the page shows. */
    public record Content(String collection, String id, @Nullable String slug) {

        public Content {
            Checked.text(collection, "collection");
            Checked.text(id, "id");
        }
    }

    /** What the entry's author has set for search engines and link previews. */
    @JsonInclude(Include.NON_NULL)
    public record Seo(
            @Nullable String ogTitle,
            @Nullable String ogDescription,
            @Nullable String ogImage,
            @Nullable String robots) {}

    /** When and by whom an article was written. */
    @JsonInclude(Include.NON_NULL)
    public record ArticleMeta(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant publishedTime,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant modifiedTime,
            @Nullable String author) {}

    /** One step of the way from the homepage to the page. */
    public record Breadcrumb(String name, String url) {

        public Breadcrumb {
            Objects.requireNonNull(name, "name");
            Checked.text(url, "url");
        }
    }
}
