package dev.hookline.content.page.serve;

import dev.hookline.content.page.serve.PageContributions.Additions;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.ListedCollection;
import dev.hookline.content.page.text.Picture;
import dev.hookline.content.page.view.Article;
import dev.hookline.content.page.view.Templates;
import dev.hookline.schemas.event.ContentItem;
import dev.hookline.schemas.event.page.PublicPageContext;
import dev.hookline.schemas.result.FragmentContribution.Placement;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What templates get; docs/pages.md lists it. Maps, so that templates depend on no class. */
@ApplicationScoped
class TemplateData {

    private final PagesConfig config;
    private final Site site;
    private final Templates templates;
    private final DateTimeFormatter date;

    TemplateData(PagesConfig config, Site site, Templates templates) {
        this.config = config;
        this.site = site;
        this.templates = templates;
        this.date =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(Locale.forLanguageTag(config.language()))
                        .withZone(ZoneOffset.UTC);
    }

    /** What every template gets. */
    Map<String, Object> page(PublicPageContext page, Additions additions) {
        var data = new HashMap<String, Object>();
        data.put("site", site());
        data.put("page", pageOf(page));
        data.put(
                "head",
                new RawString(
                        additions.metadata().html()
                                + "\n"
                                + additions.fragments().html(Placement.HEAD)));
        data.put("bodyStart", new RawString(additions.fragments().html(Placement.BODY_START)));
        data.put("bodyEnd", new RawString(additions.fragments().html(Placement.BODY_END)));
        return data;
    }

    /** An entry on its own page. */
    Map<String, @Nullable Object> entry(Article article, Map<String, Picture> pictures) {
        var entry = listed(article);
        var picture = article.image() == null ? null : pictures.get(article.image());
        entry.put("picture", new RawString(picture == null ? "" : picture.figure(true)));
        entry.put("body", new RawString(article.body().html(pictures)));
        entry.put("author", article.author());
        entry.put("data", article.item().data());
        return entry;
    }

    /** An entry in a list. */
    Map<String, @Nullable Object> listed(Article article) {
        var item = article.item();
        var entry = new HashMap<String, @Nullable Object>();
        entry.put("id", item.id());
        entry.put("collection", item.collection());
        entry.put("slug", item.slug());
        entry.put("path", site.path(item.collection(), item.slug()));
        entry.put("title", article.title());
        entry.put("description", article.description());
        var published = Optional.of(item).map(ContentItem::publishedAt);
        entry.put("published", published.map(Instant::toString).orElse(""));
        entry.put("publishedText", published.map(date::format).orElse(""));
        entry.put("updated", item.updatedAt().toString());
        return entry;
    }

    /** A list with its neighbours. */
    Map<String, @Nullable Object> list(
            String title,
            List<Article> articles,
            List<ListedCollection> collections,
            @Nullable String newest,
            @Nullable String older) {
        var list = new HashMap<String, @Nullable Object>();
        list.put("title", title);
        list.put("entries", articles.stream().map(this::listed).toList());
        list.put(
                "collections",
                collections.stream()
                        .map(it -> Map.of("name", it.label(), "path", site.path(it.name())))
                        .toList());
        list.put("newest", newest);
        list.put("older", older);
        return list;
    }

    private Map<String, @Nullable Object> site() {
        var data = new HashMap<String, @Nullable Object>();
        data.put("name", config.name());
        data.put("url", config.url());
        data.put("language", config.language());
        data.put("description", config.description().orElse(null));
        var style = templates.style().getBytes(StandardCharsets.UTF_8);
        data.put("style", Rendered.tagOf(style));
        return data;
    }

    private Map<String, @Nullable Object> pageOf(PublicPageContext page) {
        var data = new HashMap<String, @Nullable Object>();
        data.put("title", page.title());
        data.put("pageTitle", page.pageTitle());
        data.put("description", page.description());
        data.put("path", page.path());
        data.put("url", page.url());
        data.put("kind", page.kind() == PublicPageContext.Kind.CONTENT ? "content" : "custom");
        var content = page.content();
        var breadcrumbs = page.breadcrumbs();
        if (content == null || breadcrumbs == null) {
            data.put("section", null);
            data.put("feed", page.path().equals("/") ? "/feed.xml" : page.path() + "/feed.xml");
        } else {
            var path = site.path(content.collection());
            data.put("section", Map.of("name", breadcrumbs.getFirst().name(), "path", path));
            data.put("feed", path + "/feed.xml");
        }
        return data;
    }
}
