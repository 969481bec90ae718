package dev.hookline.content.page.text;

import dev.hookline.content.page.markup.HtmlText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the media service.
 *
 * @param url absolute
 * @param width in pixels, null when unknown
 * @param height in pixels, null when unknown
 * @param copies the widths of its smaller copies, in pixels
 */
public record Picture(
        String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String blurhash,
        @Nullable String alt,
        @Nullable String caption,
        List<Integer> copies) {

    /** The widest that the built-in style sheet shows a picture. */
    private static final String SIZES = "(min-width: 46rem) 44rem, 100vw";

    public Picture {
        copies = List.copyOf(copies);
    }

    /** A picture of which nothing is known but where it is. */
    public static Picture unknown(String url) {
        return new Picture(url, null, null, null, null, null, List.of());
    }

    /** The same picture with the author's words for this page, where there are any. */
    Picture described(@Nullable String pageAlt, @Nullable String pageCaption) {
        return new Picture(
                url,
                width,
                height,
                blurhash,
                pageAlt == null ? alt : pageAlt,
                pageCaption == null ? caption : pageCaption,
                copies);
    }

    /**
     * The {@code img} element: its size is known before it is loaded, so that nothing moves.
     *
     * @param eager whether it is seen first, and should not wait until it is scrolled to
     */
    public String img(boolean eager) {
        var img = new StringBuilder("<img src=\"").append(HtmlText.escape(url)).append('"');
        if (!copies.isEmpty()) {
            img.append(" srcset=\"").append(HtmlText.escape(srcset())).append('"');
            img.append(" sizes=\"").append(SIZES).append('"');
        }
        if (width != null && height != null) {
            img.append(" width=\"%d\" height=\"%d\"".formatted(width, height));
        }
        img.append(" alt=\"").append(HtmlText.escape(alt == null ? "" : alt)).append('"');
        img.append(eager ? " fetchpriority=\"high\"" : " loading=\"lazy\" decoding=\"async\"");
        if (blurhash != null) {
            Blurhash.dataUrl(blurhash)
                    .ifPresent(it ->
                            img.append(" style=\"background:url(")
                                    .append(it)
                                    .append(") center/cover\""));
        }
        return img.append('>').toString();
    }

    /** The picture with its caption. */
    public String figure(boolean eager) {
        var text =
                caption == null ? "" : "<figcaption>" + HtmlText.escape(caption) + "</figcaption>";
        return "<figure>" + img(eager) + text + "</figure>";
    }

    private String srcset() {
        var smaller =
                copies.stream()
                        .filter(it -> width == null || it < width)
                        .map(it -> url + "?w=" + it + ' ' + it + 'w')
                        .collect(Collectors.joining(", "));
        var whole = width == null ? "" : url + ' ' + width + 'w';
        return smaller.isEmpty() || whole.isEmpty() ? smaller + whole : smaller + ", " + whole;
    }
}
