package dev.hookline.content.page.serve;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.page.site.Site;
import dev.hookline.content.page.source.Articles;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links to drafts. */
@Path("/api/v1/content/{collection}")
@RunOnVirtualThread
@Tag(name = "pages", description = "The public site")
class PreviewResource {

    /**
     * A link to a draft.
     *
     * @param url absolute; everyone who has it sees the draft
     * @param expiresAt when it stops working
     */
    record PreviewView(String url, Instant expiresAt) {}

    private final PreviewLinks links;
    private final Articles articles;
    private final Caller caller;
    private final Site site;

    PreviewResource(PreviewLinks links, Articles articles, Caller caller, Site site) {
        this.links = links;
        this.articles = articles;
        this.caller = caller;
        this.site = site;
    }

    @POST
    @Path("{id}/preview")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a link to the working copy's page",
            description = "The link needs no token, and stops working after a while.")
    @APIResponseSchema(PreviewView.class)
    public Response link(@PathParam("collection") String collection, @PathParam("id") String id) {
        Permissions.of(caller).requireReader();
        var key = new EntryKey(collection, id);
        if (articles.working(key).isEmpty()) {
            throw key.notFound();
        }
        var link = links.sign(key);
        return Response.ok(new PreviewView(site.url("/preview/" + link.token()), link.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
