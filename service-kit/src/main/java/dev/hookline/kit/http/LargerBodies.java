package dev.hookline.kit.http;

/**
 * A route whose bodies may be larger than {@code hookline.http.max-body-size}, since it does not
 * hold them in memory. A service makes it a bean:
 *
 * <pre>{@code
 * @Produces
 * @Singleton
 * LargerBodies uploads(UploadConfig config) {
 *     return new LargerBodies("POST", "/api/v1/media", config.largest());
 * }
 * }</pre>
 *
 * @param path the whole path, without parameters
 * @param limit in bytes, of the body as it is sent: a multipart body is larger than its files
 */
public record LargerBodies(String method, String path, long limit) {

    public LargerBodies {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("not the path of a route: " + path);
        }
        if (limit <= 0) {
            throw new IllegalArgumentException("no limit for " + path + ": " + limit);
        }
    }
}
