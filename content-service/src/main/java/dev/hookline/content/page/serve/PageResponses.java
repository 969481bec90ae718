package dev.hookline.content.page.serve;

import dev.hookline.content.page.site.PagesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Makes HTTP responses of documents: validators, caching, and what browsers may do with them. */
@ApplicationScoped
class PageResponses {

    private static final String CSP = "Content-Security-Policy";

    private final PageRenderer renderer;
    private final PagesConfig config;

    PageResponses(PageRenderer renderer, PagesConfig config) {
        this.renderer = renderer;
        this.config = config;
    }

    Response of(PageAnswer answer, Request request) {
        return switch (answer) {
            case PageAnswer.Shown shown -> document(shown.page(), request);
            case PageAnswer.Draft draft -> draft(draft.page());
            case PageAnswer.Moved moved -> moved(moved);
            case PageAnswer.Gone gone ->
                    error(
                            Response.Status.GONE,
                            "This page is gone",
                            "What was here has been taken off the site.");
            case PageAnswer.Missing missing ->
                    error(
                            Response.Status.NOT_FOUND,
                            "There is no such page",
                            "Check the address, or start from the home page.");
        };
    }

    /** The contributions of a page as JSON. */
    Response contributions(PageCache.Entry page, Request request) {
        var tag = new EntityTag(page.contributionsTag());
        var unchanged = request.evaluatePreconditions(tag);
        var response =
                unchanged == null
                        ? Response.ok(
                                page.document().contributions(), MediaType.APPLICATION_JSON_TYPE)
                        : unchanged;
        return cached(response.tag(tag)).build();
    }

    private static Response draft(Rendered draft) {
        return hardened(Response.ok(draft.body(), draft.contentType()), draft)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private Response document(PageCache.Entry page, Request request) {
        var tag = new EntityTag(page.tag());
        var unchanged = request.evaluatePreconditions(tag);
        var document = page.document();
        var response =
                unchanged == null
                        ? Response.ok(document.body(), document.contentType())
                        : unchanged;
        return cached(hardened(response.tag(tag), document))
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .build();
    }

    private Response moved(PageAnswer.Moved moved) {
        return cached(
                        Response.status(Response.Status.MOVED_PERMANENTLY)
                                .location(URI.create(moved.path())))
                .build();
    }

    private Response error(Response.Status status, String title, String detail) {
        var document = renderer.error(title, detail);
        var response = Response.status(status).entity(document.body()).type(document.contentType());
        return cached(hardened(response, document)).header("X-Robots-Tag", "noindex").build();
    }

    private Response.ResponseBuilder cached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, config.cacheControl())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private static Response.ResponseBuilder hardened(
            Response.ResponseBuilder response, Rendered document) {
        response.header("X-Content-Type-Options", "nosniff");
        return document.csp().isEmpty() ? response : response.header(CSP, document.csp());
    }
}
