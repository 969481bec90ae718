package dev.hookline.content.page.site;

import dev.hookline.content.collection.ReservedNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The addresses of the site's pages. */
@ApplicationScoped
public class Site {

    private final PagesConfig config;

    Site(PagesConfig config) {
        this.config = config;
    }

    /** The path of an entry's page, percent-encoded. */
    public String path(String collection, String slug) {
        return encoded("/" + collection + "/" + slug);
    }

    /** The path of a collection's list. */
    public String path(String collection) {
        return "/" + collection;
    }

    /** An absolute URL. */
    public String url(String path) {
        return config.url() + path;
    }

    /** Where readers load a file of the media service from. */
    public String mediaUrl(String id) {
        return config.media().url() + encoded("/media/" + id);
    }

    /** Whether a collection has pages. */
    public boolean shows(String collection) {
        // The database has no text with NUL, and refuses it as a parameter.
        return collection.indexOf('\0') < 0
                && !ReservedNames.contains(collection)
                && config.collections().map(names -> names.contains(collection)).orElse(true);
    }

    /** The names of the collections that have pages; empty for all of them. */
    public Set<String> restriction() {
        return config.collections().orElse(Set.of());
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }
}
