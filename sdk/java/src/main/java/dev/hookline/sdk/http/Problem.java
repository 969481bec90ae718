package dev.hookline.sdk.http;

/** A problem document (RFC 9457). */
public record Problem(String type, String title, int status, String detail) {

    private static final String PREFIX = "urn:hookline:problem:";

    public static Problem rejected(String reason) {
        return of("rejected", 422, "The plugin rejected the operation", reason);
    }

    public static Problem malformed(String detail) {
        return of("malformed-request", 400, "The call cannot be read", detail);
    }

    public static Problem unverified() {
        return of(
                "unverified-call",
                401,
                "The call is not signed with a secret of this plugin",
                "webhook-id, webhook-timestamp and webhook-signature must prove the sender");
    }

    public static Problem noCredentials() {
        return of(
                "no-credentials",
                503,
                "The plugin has no credentials to check calls with",
                "they come with the installation of the plugin");
    }

    public static Problem notFound(String path) {
        return of("not-found", 404, "There is nothing at this address", path);
    }

    public static Problem unknownHook(String hook) {
        return of("unknown-hook", 404, "This plugin does not handle the hook", hook);
    }

    public static Problem methodNotAllowed(String allowed) {
        return of("method-not-allowed", 405, "The address does not take this method", allowed);
    }

    public static Problem tooLarge(int limit) {
        return of("too-large", 413, "The body is too large", "at most " + limit + " bytes");
    }

    public static Problem failed() {
        return of("internal-error", 500, "The handler failed", "the plugin's log says more");
    }

    public static Problem stopping() {
        return of("unavailable", 503, "The plugin is stopping", "it may be back in a moment");
    }

    private static Problem of(String type, int status, String title, String detail) {
        return new Problem(PREFIX + type, title, status, detail);
    }
}
