package dev.hookline.media.serving;

import dev.hookline.media.item.Item;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** An address of files, for everybody. */
abstract class FileResource {

    private static final String WIDTH =
            "One of the configured widths in pixels, for a smaller copy of a JPEG, PNG or WebP; "
                    + "the file itself where there is none";

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
    @APIResponse(responseCode = "400", description = "Copies of this width are not made")
    @APIResponse(responseCode = "503", description = "The copy is being made; come again")
    @APIResponse(responseCode = "416", description = "The range lies behind the end")
    public Response get(
            @PathParam("id") String id,
            @PathParam("filename") String filename,
            @Parameter(description = WIDTH) @QueryParam("w") @Nullable String width,
            @Context HttpHeaders headers) {
        return answer(id, filename, width, file -> answers.get(file, headers));
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
            @Parameter(description = WIDTH) @QueryParam("w") @Nullable String width,
            @Context HttpHeaders headers) {
        return answer(id, filename, width, file -> answers.head(file, headers));
    }

    private Response answer(
            String id,
            String filename,
            @Nullable String width,
            Function<Representation, Response> found) {
        var item = files.item(id);
        if (!item.filename().equals(filename)) {
            return rightName(item, width);
        }
        return width == null
                ? found.apply(files.original(item))
                : files.smaller(item, width).map(found).orElseGet(FileAnswers::busy);
    }

    /** Not to be remembered: a file may be named back. */
    private static Response rightName(Item item, @Nullable String width) {
        var url = item.url();
        var query = width == null ? "" : "?w=" + URLEncoder.encode(width, StandardCharsets.UTF_8);
        return Response.status(Response.Status.PERMANENT_REDIRECT)
                .header(HttpHeaders.LOCATION, url.substring(url.lastIndexOf('/') + 1) + query)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
