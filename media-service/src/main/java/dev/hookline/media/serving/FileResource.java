package dev.hookline.media.serving;

import dev.hookline.media.item.Item;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** An address of files, for everybody. */
abstract class FileResource {

    private final ServedFiles files;
    private final FileAnswers answers;

    FileResource(ServedFiles files, FileAnswers answers) {
        this.files = files;
        this.answers = answers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Read a file or a part of it")
    @APIResponse(
            responseCode = "200",
            description = "The whole file, also in answer to several ranges",
            content = @Content(mediaType = "*/*"))
    @APIResponse(responseCode = "206", description = "The one range that was asked for")
    @APIResponse(responseCode = "304", description = "The client has it already")
    @APIResponse(responseCode = "308", description = "It has another name now")
    @APIResponse(responseCode = "416", description = "The range lies behind the end")
    public Response get(
            @PathParam("id") String id,
            @PathParam("filename") String filename,
            @Context HttpHeaders headers) {
        var item = files.item(id);
        return item.filename().equals(filename)
                ? answers.get(files.original(item), headers)
                : rightName(item);
    }

    @HEAD
    @RunOnVirtualThread
    @Operation(summary = "Learn what a file is like")
    @APIResponse(
            responseCode = "200",
            description = "All headers of the whole file",
            content = @Content(mediaType = "*/*"))
    @APIResponse(responseCode = "304", description = "The client has it already")
    @APIResponse(responseCode = "308", description = "It has another name now")
    public Response head(
            @PathParam("id") String id,
            @PathParam("filename") String filename,
            @Context HttpHeaders headers) {
        var item = files.item(id);
        return item.filename().equals(filename)
                ? answers.head(files.original(item), headers)
                : rightName(item);
    }

    /** Not to be remembered: a file may be named back. */
    private static Response rightName(Item item) {
        var url = item.url();
        return Response.status(Response.Status.PERMANENT_REDIRECT)
                .header(HttpHeaders.LOCATION, url.substring(url.lastIndexOf('/') + 1))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
