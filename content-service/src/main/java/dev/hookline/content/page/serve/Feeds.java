package dev.hookline.content.page.serve;

import dev.hookline.content.page.markup.HtmlText;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.Articles;
import dev.hookline.content.page.source.Listed;
import dev.hookline.content.page.source.PublicEntries;
import dev.hookline.content.page.text.Picture;
import dev.hookline.content.page.view.Article;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Atom feeds (RFC 4287) with the newest entries of a collection, or of all. */
@ApplicationScoped
class Feeds {

    private static final int ENTRIES = 20;

    private final PublicEntries entries;
    private final Articles articles;
    private final PageCache cache;
    private final PagesConfig config;
    private final Site site;

    Feeds(
            PublicEntries entries,
            Articles articles,
            PageCache cache,
            PagesConfig config,
            Site site) {
        this.entries = entries;
        this.articles = articles;
        this.cache = cache;
        this.config = config;
        this.site = site;
    }

    /** The feed of all collections. */
    PageAnswer all() {
        return feed(null, config.name(), "/");
    }

    PageAnswer of(String collection) {
        return entries.collection(collection)
                .map(it ->
                        feed(it.name(), it.label() + " | " + config.name(), site.path(it.name())))
                .orElseGet(PageAnswer.Missing::new);
    }

    private PageAnswer feed(@Nullable String collection, String title, String path) {
        var newest = entries.newest(collection, null, ENTRIES);
        return new PageAnswer.Shown(
                cache.get(
                        "feed " + path,
                        newest + title,
                        () ->
                                Rendered.of(
                                        "application/atom+xml;charset=UTF-8",
                                        atom(newest, title, path))));
    }

    private String atom(List<Listed> newest, String title, String path) {
        var shown = articles.live(newest.stream().map(Listed::key).toList());
        var updated =
                shown.stream()
                        .map(it -> it.item().updatedAt())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        var self = site.url(path.equals("/") ? "/feed.xml" : path + "/feed.xml");
        var atom =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                        .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
                        .append(xml(config.language()))
                        .append("\">\n");
        line(atom, "id", self);
        line(atom, "title", title);
        line(atom, "updated", updated.toString());
        atom.append("<link rel=\"self\" href=\"%s\"/>\n".formatted(xml(self)));
        atom.append("<link href=\"%s\"/>\n".formatted(xml(site.url(path))));
        atom.append("<author><name>%s</name></author>\n".formatted(xml(config.name())));
        shown.forEach(it -> entry(atom, it));
        return atom.append("</feed>\n").toString();
    }

    private void entry(StringBuilder atom, Article article) {
        var item = article.item();
        var url = site.url(site.path(item.collection(), item.slug()));
        var pictures = new HashMap<String, Picture>();
        article.pictures().forEach(id -> pictures.put(id, Picture.unknown(site.mediaUrl(id))));
        atom.append("<entry>\n");
        line(atom, "id", "urn:hookline:entry:" + item.collection() + ":" + item.id());
        line(atom, "title", article.title());
        line(atom, "updated", item.updatedAt().toString());
        if (item.publishedAt() != null) {
            line(atom, "published", item.publishedAt().toString());
        }
        atom.append("<link href=\"%s\"/>\n".formatted(xml(url)));
        if (article.author() != null) {
            atom.append("<author><name>%s</name></author>\n".formatted(xml(article.author())));
        }
        if (article.description() != null) {
            line(atom, "summary", article.description());
        }
        atom.append("<content type=\"html\" xml:base=\"%s\">".formatted(xml(url)));
        atom.append(xml(article.body().html(pictures))).append("</content>\n</entry>\n");
    }

    private static void line(StringBuilder atom, String element, String text) {
        atom.append('<').append(element).append('>').append(xml(text));
        atom.append("</").append(element).append(">\n");
    }

    /** Text without the characters that XML 1.0 cannot hold. */
    static String xml(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(it -> it >= 0x20 || it == '\n' || it == '\t')
                .filter(it -> it < 0xD800 || it > 0xDFFF)
                .filter(it -> it != 0xFFFE && it != 0xFFFF)
                .forEach(clean::appendCodePoint);
        return HtmlText.escape(clean.toString());
    }
}
