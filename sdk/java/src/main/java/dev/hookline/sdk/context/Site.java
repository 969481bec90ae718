package dev.hookline.sdk.context;

/**
 * The site that the plugin extends.
 *
 * @param url its address for readers
 * @param locale its language, {@code en}
 */
public record Site(String name, String url, String locale) {

    /**
     * The address of a page of the site.
     *
     * @param path begins with one slash
     * @throws IllegalArgumentException for any other path
     */
    public String url(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path must start with a slash: " + path);
        }
        if (path.startsWith("//")) {
            throw new IllegalArgumentException("a path must not name a host: " + path);
        }
        return url.replaceAll("/+$", "") + path;
    }
}
