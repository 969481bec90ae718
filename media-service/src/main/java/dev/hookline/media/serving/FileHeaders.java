package dev.hookline.media.serving;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** What is said of every file that is served. */
final class FileHeaders {

    /** Another file has another id, so an address never changes its bytes. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** For an original in the place of a copy that cannot be made now. */
    private static final String FOR_A_WHILE = "public, max-age=3600";

    /** For a file that becomes a page of its own: it shows itself and does nothing. */
    private static final String PASSIVE =
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    private FileHeaders() {}

    static ResponseBuilder validators(ResponseBuilder answer, Representation file) {
        return answer.header(HttpHeaders.ETAG, file.tag().toString())
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.format(file.lastModified()))
                .header(HttpHeaders.CACHE_CONTROL, file.lasting() ? FOR_EVER : FOR_A_WHILE)
                // Pages of other origins may embed files, read their pixels and know their sizes.
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", "Content-Range, ETag")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    static ResponseBuilder all(ResponseBuilder answer, Representation file) {
        var type = ServedType.of(file.mimeType());
        return validators(answer, file)
                .header(HttpHeaders.CONTENT_TYPE, type.contentType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        Disposition.of(type.inline(), file.filename()))
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        type.sandboxed() ? "sandbox; " + PASSIVE : PASSIVE);
    }
}
