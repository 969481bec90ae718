package dev.hookline.media.serving;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a type of file is served. Uploads come from strangers and plugins may call them what they
 * like, so whatever is not known to be passive is only offered for saving, and what a page could
 * load as a script or a style does not go by its name.
 *
 * @param contentType the header
 * @param inline whether a browser may show it by itself
 * @param sandboxed whether the file's page, if it becomes one, is kept from everything; browsers'
 *     own viewers for PDF do not work that way and need not, since they are not part of the site
 */
record ServedType(String contentType, boolean inline, boolean sandboxed) {

    private static final String BYTES = "application/octet-stream";
    private static final String PDF = "application/pdf";
    private static final String TOKEN = "[a-z0-9!#$&^_.+-]{1,127}";
    private static final Pattern FORM = Pattern.compile(TOKEN + '/' + TOKEN);

    private static final Set<String> INLINE =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "image/bmp",
                    "image/x-icon",
                    "image/vnd.microsoft.icon",
                    "audio/aac",
                    "audio/flac",
                    "audio/mp4",
                    "audio/mpeg",
                    "audio/ogg",
                    "audio/vorbis",
                    "audio/opus",
                    "audio/wav",
                    "audio/vnd.wave",
                    "audio/x-wav",
                    "audio/x-flac",
                    "audio/webm",
                    "video/mp4",
                    "video/ogg",
                    "video/webm",
                    "video/quicktime",
                    "video/x-m4v",
                    "text/plain",
                    PDF);

    /**
     * Served by their names though not shown: pictures of a page may be SVG, which run nothing
     * there, and the rest is what people save.
     */
    private static final Pattern NAMED =
            Pattern.compile(
                    "image/.*|audio/.*|video/.*|font/.*|text/csv|text/markdown|text/calendar"
                            + "|text/vcard|application/(json|zip|gzip|x-.*-compressed|x-tar|rtf"
                            + "|msword|epub\\+zip|vnd\\..*)");

    /** What browsers run, apply or render as a page, whatever else it is. */
    private static final Pattern ACTIVE =
            Pattern.compile(
                    ".*(script|html|css|wasm|xslt|manifest|multipart|x-mixed-replace).*"
                            + "|.*[/+.-]xml");

    private static final String SVG = "image/svg+xml";

    static ServedType of(String mimeType) {
        var base = mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (INLINE.contains(base)) {
            return new ServedType(header(base), true, !base.equals(PDF));
        }
        return new ServedType(isNamed(base) ? header(base) : BYTES, false, true);
    }

    /** Browsers take text that does not name its encoding for that of their own language. */
    private static String header(String base) {
        return base.startsWith("text/") ? base + ";charset=utf-8" : base;
    }

    private static boolean isNamed(String base) {
        return base.equals(SVG)
                || FORM.matcher(base).matches()
                        && NAMED.matcher(base).matches()
                        && !ACTIVE.matcher(base).matches();
    }
}
