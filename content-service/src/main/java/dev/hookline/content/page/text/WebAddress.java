package dev.hookline.content.page.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Which addresses a link in a text may have: the web, mail, telephone, and the site itself. */
public final class WebAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private WebAddress() {}

    /** Whether a link may lead there. */
    public static boolean isSafe(String address) {
        try {
            var uri = new URI(address);
            return uri.getScheme() == null
                    ? !address.isEmpty()
                    : SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is an absolute HTTP or HTTPS URL. */
    public static boolean isWeb(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
