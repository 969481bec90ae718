package dev.hookline.content.page.serve;

import dev.hookline.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What plugins and the site add to a page, for front ends in other technologies. */
@Path("/api/v1/pages/contributions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "pages")
class ContributionsResource {

    private final PageServer pages;
    private final PageResponses responses;

    ContributionsResource(PageServer pages, PageResponses responses) {
        this.pages = pages;
        this.responses = responses;
    }

    @GET
    @Operation(
            summary = "Show what plugins and the site add to a page",
            description =
                    "The path is that of the public page: / for the home page, /{collection} for a"
                            + " list, /{collection}/{slug} for an entry. csp is the"
                            + " Content-Security-Policy that lets exactly these scripts run.")
    @APIResponseSchema(PageRenderer.ContributionsView.class)
    public Response show(@QueryParam("path") @Nullable String path, @Context Request request) {
        if (pages.at(decoded(path)) instanceof PageAnswer.Shown shown) {
            return responses.contributions(shown.page(), request);
        }
        throw ProblemException.notFound("there is no page at this path");
    }

    private static String decoded(@Nullable String path) {
        try {
            var decoded = path == null ? null : new URI(path).getPath();
            if (decoded != null) {
                return decoded;
            }
        } catch (URISyntaxException e) {
            // Is no page, as any other path without one.
        }
        throw ProblemException.notFound("there is no page at this path");
    }
}
