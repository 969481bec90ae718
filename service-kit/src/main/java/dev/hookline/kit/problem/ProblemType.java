package dev.hookline.kit.problem;

import java.net.URI;
import java.util.Locale;

/**
 * The catalogue of problem types (RFC 9457); each is explained in {@code docs/problems.md}.
 *
 * <p>The constant's name in lower case with dashes is the last part of the type URI.
 */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_PARAMETER(400, "A query parameter is not valid"),
    INVALID_CURSOR(400, "The cursor does not belong to this list"),
    UNREGISTERED_EVENT(400, "There is no event type of this name"),
    UNAUTHENTICATED(401, "A valid access token is required"),
    FORBIDDEN(403, "The caller may not do this"),
    FETCH_REFUSED(403, "The plugin may not fetch this address"),
    NOT_FOUND(404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "The address does not take this method"),
    NOT_ACCEPTABLE(406, "No representation fits the Accept header"),
    REQUEST_TIMEOUT(408, "The request did not arrive in time"),
    CONFLICT(409, "The request contradicts the present state"),
    DUPLICATE(409, "A value that must be unique is taken"),
    TRANSITION_UNDER_WAY(409, "The plugin is being switched, installed or removed"),
    CONFIRMATION_NEEDED(409, "The change must be confirmed"),
    IDEMPOTENCY_KEY_IN_USE(409, "A request with this idempotency key is still being handled"),
    EDIT_CONFLICT(409, "The item changed while plugins were being asked"),
    STALE_VERSION(412, "The item has changed since it was read"),
    TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not taken here"),
    RANGE_NOT_SATISFIABLE(416, "The range lies behind the end"),
    VALIDATION_FAILED(422, "The content does not fit its definition"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    HOOK_REJECTED(422, "A plugin rejected the operation"),
    INVALID_MANIFEST(422, "The plugin manifest is not valid"),
    INVALID_SCHEDULE(422, "The schedule cannot be used"),
    TOO_MANY_AT_ONCE(429, "Too many requests of this kind are under way"),
    QUOTA_EXCEEDED(429, "A quota is used up"),
    RATE_LIMITED(429, "Too many requests in a short time"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    HOOK_FAILED(502, "A plugin failed"),
    PLUGIN_UNREACHABLE(502, "The plugin could not be read"),
    FETCH_FAILED(502, "The address could not be fetched"),
    SERVICE_UNREACHABLE(502, "The owning service could not be reached"),
    DIRECTORY_NOT_READ(503, "The service does not know its plugins yet"),
    HOOK_BUS_UNAVAILABLE(503, "The plugins of this operation cannot be asked now"),
    HOOK_NO_PROVIDER(503, "No plugin is set up to do this"),
    OVERLOADED(503, "The service has too much to do at the moment"),
    UNAVAILABLE(503, "The service cannot answer now"),
    HOOK_TIMEOUT(504, "A plugin did not answer in time"),
    FETCH_TIMEOUT(504, "The address did not answer in time"),
    SERVICE_TIMEOUT(504, "The owning service did not answer in time"),
    INSUFFICIENT_STORAGE(507, "There is no room for it"),
    MAIL_FROM_EMAIL_HOOK(508, "Mail is not sent from inside an email hook"),
    CAUSATION_LOOP(508, "Plugins cause one another's work without end");

    private static final String PREFIX = "urn:hookline:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public URI uri() {
        return URI.create(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
