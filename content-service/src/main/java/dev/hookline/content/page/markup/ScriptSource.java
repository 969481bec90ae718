package dev.hookline.content.page.markup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the browser may load a script or a frame from, as a Content-Security-Policy names it.
 *
 * @param expression {@code 'self'}, or an address without query, such as {@code
 *     https://example.org/a.js}
 * @param origin {@code https://example.org}; {@code 'self'} for the site
 */
record ScriptSource(String expression, String origin) {

    private static final String SELF = "'self'";
    private static final ScriptSource SITE = new ScriptSource(SELF, SELF);

    /** The source of an address; empty unless it is HTTP, HTTPS or a path of the site. */
    static Optional<ScriptSource> find(String address) {
        try {
            var uri = new URI(address);
            if (uri.getScheme() == null) {
                return address.startsWith("/") && uri.getRawAuthority() == null
                        ? Optional.of(SITE)
                        : Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var origin = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
            var path = URI.create(uri.getRawPath()).toASCIIString();
            return Optional.of(new ScriptSource(origin + inPolicy(path), origin));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Semicolons and commas would end the directive or the policy. */
    private static String inPolicy(String path) {
        return path.replace(";", "%3B").replace(",", "%2C");
    }
}
