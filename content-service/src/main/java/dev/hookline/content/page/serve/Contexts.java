package dev.hookline.content.page.serve;

import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.ListedCollection;
import dev.hookline.content.page.view.Article;
import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.event.page.PublicPageContext.ArticleMeta;
import dev.hookline.schemas.event.page.PublicPageContext.Breadcrumb;
import dev.hookline.schemas.event.page.PublicPageContext.Content;
import dev.hookline.schemas.event.page.PublicPageContext.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells plugins and templates what a page is. */
@ApplicationScoped
class Contexts {

    private final PagesConfig config;
    private final Site site;

    Contexts(PagesConfig config, Site site) {
        this.config = config;
        this.site = site;
    }

    /** The page of an entry. */
    PublicPageContext of(Article article) {
        var item = article.item();
        var path = site.path(item.collection(), item.slug());
        return new PublicPageContext(
                site.url(path),
                path,
                config.language(),
                Kind.CONTENT,
                "article",
                titled(article.headTitle()),
                article.title(),
                article.description(),
                Optional.ofNullable(article.canonical()).orElse(site.url(path)),
                Optional.ofNullable(article.image()).map(site::mediaUrl).orElse(null),
                new Content(item.collection(), item.id(), item.slug()),
                article.seo(),
                new ArticleMeta(item.publishedAt(), item.updatedAt(), article.author()),
                config.name(),
                List.of(
                        new Breadcrumb(
                                article.collectionLabel(), site.url(site.path(item.collection())))),
                config.url());
    }

    /** A list of a collection. */
    PublicPageContext of(ListedCollection collection, String query) {
        return custom(
                site.path(collection.name()) + query,
                titled(collection.label()),
                collection.label(),
                null);
    }

    /** The home page. */
    PublicPageContext home(String query) {
        return custom("/" + query, config.name(), config.name(), config.description().orElse(null));
    }

    /** A page that says why there is none. */
    PublicPageContext error(String title) {
        return custom("/", titled(title), title, null);
    }

    private PublicPageContext custom(
            String path, String title, String pageTitle, @Nullable String description) {
        var withoutQuery = path.replaceFirst("\\?.*", "");
        return new PublicPageContext(
                site.url(path),
                withoutQuery,
                config.language(),
                Kind.CUSTOM,
                "website",
                title,
                pageTitle,
                description,
                site.url(path),
                null,
                null,
                null,
                null,
                config.name(),
                null,
                config.url());
    }

    private String titled(String title) {
        return title + " | " + config.name();
    }
}
