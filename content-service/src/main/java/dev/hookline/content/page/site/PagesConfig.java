package dev.hookline.content.page.site;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The public site that the content service renders. */
@ConfigMapping(prefix = "hookline.pages")
public interface PagesConfig {

    /** Where readers find the site; without a slash at the end. Stands in every absolute link. */
    @WithDefault("${hookline.site.url:http://localhost:8081}")
    String url();

    /** The site's name, in titles, feeds and metadata. */
    @WithDefault("${hookline.site.name:Hookline}")
    String name();

    /** One sentence about the site, on the home page and in its metadata. */
    Optional<String> description();

    /** Language tag of the pages. */
    @WithDefault("${hookline.site.locale:en}")
    String language();

    /** Collections that have pages. All by default; their published entries are public anyway. */
    Optional<Set<String>> collections();

    /** Folder with templates that replace the built-in ones, file by file. */
    Optional<Path> templates();

    /**
     * The most that plugins together may delay a page that is not in the cache. Longer loses fewer
     * contributions of slow plugins, shorter keeps readers from waiting.
     */
    @WithDefault("500ms")
    Duration budget();

    /** Entries on a page of a list. */
    @WithDefault("10")
    int pageSize();

    /** {@code Cache-Control} of pages. Longer times let caches show what is published no more. */
    @WithDefault("public, max-age=0, stale-while-revalidate=1")
    String cacheControl();

    Cache cache();

    Media media();

    Preview preview();

    /** Rendered pages in memory. */
    interface Cache {

        /** The most that rendered pages take together. More saves rendering. */
        @WithDefault("32M")
        MemorySize size();

        /** How long what plugins contribute is used when none of them names a maxAge. */
        @WithDefault("10m")
        Duration maxAge();

        /** How long a page is used for which a plugin or the media service did not answer. */
        @WithDefault("2s")
        Duration incomplete();
    }

    /** The media service. */
    interface Media {

        /** Where readers find it; without a slash at the end. */
        @WithDefault("http://localhost:8082")
        String url();

        /** Where this service finds it; the same place by default. */
        Optional<String> internalUrl();

        /** How long a page waits for the sizes of its pictures. Without them the page may shift. */
        @WithDefault("300ms")
        Duration timeout();
    }

    /** Links to drafts. */
    interface Preview {

        /**
         * Base64 of at least 32 random bytes, the same for all replicas. Without it each replica
         * has a key of its own until it ends, and links work at the replica that made them only.
         */
        Optional<String> key();

        /** How long a link works. */
        @WithDefault("1h")
        Duration lifetime();
    }
}
