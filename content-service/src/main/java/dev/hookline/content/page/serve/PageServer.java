package dev.hookline.content.page.serve;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.page.site.PagesConfig;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.Articles;
import dev.hookline.content.page.source.Found;
import dev.hookline.content.page.source.Listed;
import dev.hookline.content.page.source.ListedCollection;
import dev.hookline.content.page.source.Position;
import dev.hookline.content.page.source.PublicEntries;
import dev.hookline.content.page.view.Templates;
import dev.hookline.hooks.directory.PluginDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds pages.
 *
 * <pre>
 *   address ──► database: published? which version? ──no──► moved │ gone │ missing
 *                   │yes: stamp
 *                   ▼
 *   cache: rendered under this stamp? ──yes──► shown
 *                   │no, once for all who wait
 *                   ▼
 *   content, plugins, pictures ──► rendered, kept, shown
 * </pre>
 */
@ApplicationScoped
class PageServer {

    private final PublicEntries entries;
    private final Articles articles;
    private final PageRenderer renderer;
    private final PageCache cache;
    private final PreviewLinks previews;
    private final Templates templates;
    private final PluginDirectory plugins;
    private final PagesConfig config;
    private final Site site;

    PageServer(
            PublicEntries entries,
            Articles articles,
            PageRenderer renderer,
            PageCache cache,
            PreviewLinks previews,
            Templates templates,
            PluginDirectory plugins,
            PagesConfig config,
            Site site) {
        this.entries = entries;
        this.articles = articles;
        this.renderer = renderer;
        this.cache = cache;
        this.previews = previews;
        this.templates = templates;
        this.plugins = plugins;
        this.config = config;
        this.site = site;
    }

    /** The page at a path of the site, without a query. */
    PageAnswer at(String path) {
        var segments = path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
        return switch (segments.length) {
            case 1 ->
                    segments[0].isEmpty()
                            ? home(Optional.empty())
                            : list(segments[0], Optional.empty());
            case 2 -> entry(segments[0], segments[1]);
            default -> new PageAnswer.Missing();
        };
    }

    PageAnswer entry(String collection, String slug) {
        if (slug.indexOf('\0') >= 0) {
            return new PageAnswer.Missing();
        }
        return switch (entries.find(collection, slug)) {
            case Found.Missing missing -> new PageAnswer.Missing();
            case Found.Gone gone -> new PageAnswer.Gone();
            case Found.Moved moved -> new PageAnswer.Moved(site.path(collection, moved.slug()));
            case Found.Live live -> {
                var key = new EntryKey(collection, live.id());
                yield shown(
                        "/" + collection + "/" + slug,
                        live.stamp(),
                        () ->
                                articles.live(List.of(key)).stream()
                                        .findFirst()
                                        .map(renderer::entry)
                                        .orElseThrow(Unpublished::new));
            }
        };
    }

    PageAnswer list(String collection, Optional<Position> after) {
        var found = entries.collection(collection);
        if (found.isEmpty()) {
            return new PageAnswer.Missing();
        }
        var chapter = chapter(collection, after);
        return shown(
                site.path(collection) + chapter.query(),
                chapter.stamp() + found.get(),
                () ->
                        renderer.list(
                                found.get(),
                                chapter.query(),
                                articles.live(chapter.keys()),
                                chapter.newest(site.path(collection)),
                                chapter.older(site.path(collection))));
    }

    PageAnswer home(Optional<Position> after) {
        List<ListedCollection> collections = entries.collections();
        var chapter = chapter(null, after);
        return shown(
                "/" + chapter.query(),
                chapter.stamp() + collections,
                () ->
                        renderer.home(
                                chapter.query(),
                                collections,
                                articles.live(chapter.keys()),
                                chapter.newest("/"),
                                chapter.older("/")));
    }

    /** The draft behind a link. */
    PageAnswer preview(String token) {
        return previews.check(token)
                .flatMap(articles::working)
                .map(renderer::preview)
                .<PageAnswer>map(PageAnswer.Draft::new)
                .orElseGet(PageAnswer.Missing::new);
    }

    private PageAnswer shown(String key, String stamp, Supplier<Rendered> rendering) {
        var whole = stamp + ' ' + templates.version() + ' ' + plugins.revision();
        try {
            return new PageAnswer.Shown(cache.get(key, whole, rendering));
        } catch (Unpublished e) {
            return new PageAnswer.Gone();
        }
    }

    private Chapter chapter(@Nullable String collection, Optional<Position> after) {
        var found = entries.newest(collection, after.orElse(null), config.pageSize() + 1);
        return new Chapter(found, after, config.pageSize());
    }

    /** A page of a list. */
    private record Chapter(List<Listed> found, Optional<Position> after, int size) {

        List<Listed> shown() {
            return found.subList(0, Math.min(size, found.size()));
        }

        List<EntryKey> keys() {
            return shown().stream().map(Listed::key).toList();
        }

        String stamp() {
            return found.toString();
        }

        String query() {
            return after.map(it -> "?after=" + it.text()).orElse("");
        }

        @Nullable String newest(String path) {
            return after.isPresent() ? path : null;
        }

        @Nullable String older(String path) {
            return found.size() > size
                    ? path + "?after=" + shown().getLast().position().text()
                    : null;
        }
    }

    /** Unpublished between the look at its version and the reading of its content. */
    private static final class Unpublished extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
