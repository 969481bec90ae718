package dev.hookline.gateway.fetch;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a fetch goes, in normal form.
 *
 * @param resource path and query, beginning with a slash
 */
record FetchTarget(boolean isSecure, HostName host, int port, String resource) {

    private static final int LONGEST = 8192;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads a URL.
     *
     * @throws ProblemException 422 for what is no absolute URL, 403 for one that is never fetched
     */
    static FetchTarget parse(String url) {
        if (url.length() > LONGEST) {
            throw invalid("must be at most " + LONGEST + " characters long");
        }
        try {
            return of(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw invalid("must be an absolute URL with a host, such as https://example.org/");
        }
    }

    /** Where a {@code Location} leads from here. */
    FetchTarget resolve(String location) {
        try {
            return of(URI.create(url()).resolve(new URI(location)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.FETCH_FAILED, "the answer redirects to what is no URL");
        }
    }

    String url() {
        return (isSecure ? "https://" : "http://") + authority() + resource;
    }

    boolean isSameOriginAs(FetchTarget other) {
        return isSecure == other.isSecure && port == other.port && host.equals(other.host);
    }

    private String authority() {
        return port == (isSecure ? HTTPS : HTTP) ? host.text() : host.text() + ':' + port;
    }

    private static FetchTarget of(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.isEmpty()) {
            throw new IllegalArgumentException("no scheme");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("Scheme '" + scheme + ":' is not allowed");
        }
        var authority = uri.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException("no host");
        }
        if (authority.contains("@")) {
            throw refused("URLs with a user name are not allowed");
        }
        var isSecure = scheme.equals("https");
        int colon = authority.lastIndexOf(':');
        var hasPort = colon > authority.lastIndexOf(']');
        var host = hasPort ? authority.substring(0, colon) : authority;
        var port = hasPort ? authority.substring(colon + 1) : "";
        return new FetchTarget(
                isSecure,
                HostName.parse(host)
                        .orElseThrow(() -> refused("The host '" + host + "' has no normal form")),
                port.isEmpty() ? (isSecure ? HTTPS : HTTP) : portOf(port),
                resourceOf(uri));
    }

    private static int portOf(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new IllegalArgumentException("no port: " + text);
    }

    private static String resourceOf(URI uri) {
        var ascii = URI.create(uri.toASCIIString());
        var path = ascii.getRawPath();
        var query = ascii.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : '?' + query);
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.FETCH_REFUSED, detail);
    }

    private static ProblemException invalid(String message) {
        return ProblemException.invalid("url", message);
    }
}
