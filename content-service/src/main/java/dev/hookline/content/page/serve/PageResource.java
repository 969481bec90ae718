package dev.hookline.content.page.serve;

import dev.hookline.content.collection.ReservedNames;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.Position;
import dev.hookline.content.page.view.Templates;
import dev.hookline.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The public site over HTTP. Shows everybody the same, so it asks for no token. */
@Path("/")
@RunOnVirtualThread
class PageResource {

    private final PageServer pages;
    private final Feeds feeds;
    private final SiteMap map;
    private final PageResponses responses;
    private final Templates templates;
    private final Site site;

    PageResource(
            PageServer pages,
            Feeds feeds,
            SiteMap map,
            PageResponses responses,
            Templates templates,
            Site site) {
        this.pages = pages;
        this.feeds = feeds;
        this.map = map;
        this.responses = responses;
        this.templates = templates;
        this.site = site;
    }

    @GET
    @Operation(hidden = true)
    public Response home(@QueryParam("after") @Nullable String after, @Context Request request) {
        return responses.of(pages.home(position(after)), request);
    }

    @GET
    @Path("{collection}")
    @Operation(hidden = true)
    public Response list(
            @PathParam("collection") String collection,
            @QueryParam("after") @Nullable String after,
            @Context Request request) {
        requireCollection(collection);
        return responses.of(pages.list(collection, position(after)), request);
    }

    @GET
    @Path("{collection}/{slug}")
    @Operation(hidden = true)
    public Response entry(
            @PathParam("collection") String collection,
            @PathParam("slug") String slug,
            @Context Request request) {
        requireCollection(collection);
        return responses.of(pages.entry(collection, slug), request);
    }

    @GET
    @Path("feed.xml")
    @Operation(hidden = true)
    public Response feed(@Context Request request) {
        return responses.of(feeds.all(), request);
    }

    @GET
    @Path("{collection}/feed.xml")
    @Operation(hidden = true)
    public Response feed(@PathParam("collection") String collection, @Context Request request) {
        requireCollection(collection);
        return responses.of(feeds.of(collection), request);
    }

    @GET
    @Path("sitemap.xml")
    @Operation(hidden = true)
    public Response map(@Context Request request) {
        return responses.of(map.whole(), request);
    }

    @GET
    @Path("sitemap-{number:[0-9]{1,6}}.xml")
    @Operation(hidden = true)
    public Response map(@PathParam("number") int number, @Context Request request) {
        return responses.of(map.part(number), request);
    }

    @GET
    @Path("robots.txt")
    @Operation(hidden = true)
    public Response robots() {
        var text =
                """
                User-agent: *
                Disallow: /api/
                Disallow: /preview/
                Sitemap: %s
                """
                        .formatted(site.url("/sitemap.xml"));
        return Response.ok(text, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }

    @GET
    @Path("preview/{token}")
    @Operation(hidden = true)
    public Response preview(@PathParam("token") String token, @Context Request request) {
        return responses.of(pages.preview(token), request);
    }

    /** The address has the version in its query, so it never means anything else. */
    @GET
    @Path("assets/style.css")
    @Operation(hidden = true)
    public Response style() {
        return Response.ok(templates.style(), "text/css;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static void requireCollection(String name) {
        if (ReservedNames.contains(name)) {
            throw ProblemException.notFound("there is nothing at this path");
        }
    }

    private static Optional<Position> position(@Nullable String after) {
        return after == null ? Optional.empty() : Position.find(after);
    }
}
