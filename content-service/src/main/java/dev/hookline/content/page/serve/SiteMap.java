package dev.hookline.content.page.serve;

import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.PublicEntries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The site map (sitemaps.org): one document up to 50 000 pages, beyond that an index of several.
 * Made at most once a second.
 */
@ApplicationScoped
class SiteMap {

    static final int LARGEST = 50_000;

    private static final String XML = "application/xml;charset=UTF-8";
    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s"
                    + " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private final PublicEntries entries;
    private final PageCache cache;
    private final Site site;
    private final Clock clock;

    SiteMap(PublicEntries entries, PageCache cache, Site site, Clock clock) {
        this.entries = entries;
        this.cache = cache;
        this.site = site;
        this.clock = clock;
    }

    /** The whole map, or the index of its parts. */
    PageAnswer whole() {
        return cached(
                "sitemap",
                () -> {
                    long count = entries.count();
                    return count <= LARGEST ? urls(0) : index(count);
                });
    }

    /**
     * A part of the map.
     *
     * @param number from 1
     */
    PageAnswer part(int number) {
        long offset = (number - 1L) * LARGEST;
        if (number < 1 || number > 1 && entries.map(offset, 1).isEmpty()) {
            return new PageAnswer.Missing();
        }
        return cached("sitemap " + number, () -> urls(offset));
    }

    private PageAnswer cached(String key, Supplier<String> text) {
        var second = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new PageAnswer.Shown(cache.get(key, second, () -> Rendered.of(XML, text.get())));
    }

    private String index(long count) {
        var xml = new StringBuilder(HEAD.formatted("sitemapindex"));
        for (long part = 1; (part - 1) * LARGEST < count; part++) {
            xml.append("<sitemap><loc>").append(Feeds.xml(site.url("/sitemap-" + part + ".xml")));
            xml.append("</loc></sitemap>\n");
        }
        return xml.append("</sitemapindex>\n").toString();
    }

    private String urls(long offset) {
        var xml = new StringBuilder(HEAD.formatted("urlset"));
        for (var page : entries.map(offset, LARGEST)) {
            if (site.shows(page.collection())) {
                var url = site.url(site.path(page.collection(), page.slug()));
                xml.append("<url><loc>").append(Feeds.xml(url)).append("</loc><lastmod>");
                xml.append(page.updatedAt().truncatedTo(ChronoUnit.SECONDS));
                xml.append("</lastmod></url>\n");
            }
        }
        return xml.append("</urlset>\n").toString();
    }
}
