package dev.hookline.media.serving;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way to a file for whoever knows its id alone, as fields of content entries do. */
@Tag(name = "files", description = "Bytes, for everybody")
@Path("/media/{id}")
class FileByIdResource {

    private final ServedFiles files;

    FileByIdResource(ServedFiles files) {
        this.files = files;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Find a file by its id")
    @APIResponse(responseCode = "302", description = "There it is, the query kept")
    public Response find(@PathParam("id") String id, @Context UriInfo uri) {
        var url = files.item(id).url();
        var query = uri.getRequestUri().getRawQuery();
        var relative = url.substring(url.indexOf(id));
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, query == null ? relative : relative + '?' + query)
                // A file can be given another name.
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
