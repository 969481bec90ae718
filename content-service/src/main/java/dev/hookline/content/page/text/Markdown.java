package dev.hookline.content.page.text;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/** CommonMark as HTML. HTML in it is shown as text, and links to scripts lose their address. */
public final class Markdown {

    private static final Parser PARSER = Parser.builder().build();

    // The library's own sanitizer lets data: URLs pass.
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder()
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new SafeAddresses())
                    .build();

    private Markdown() {}

    public static String html(String text) {
        return RENDERER.render(PARSER.parse(text));
    }

    private static final class SafeAddresses implements UrlSanitizer {

        @Override
        public String sanitizeLinkUrl(String url) {
            return WebAddress.isSafe(url) ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return sanitizeLinkUrl(url);
        }
    }
}
