package dev.hookline.media.upload;

import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.media.item.ItemView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Uploading over HTTP. */
@Path(UploadResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "media", description = "Files, and what is known of them")
class UploadResource {

    static final String PATH = "/api/v1/media";

    private final UploadRequests uploads;
    private final PluginDirectory directory;
    private final Caller caller;

    UploadResource(UploadRequests uploads, PluginDirectory directory, Caller caller) {
        this.uploads = uploads;
        this.directory = directory;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Upload a file")
    @APIResponseSchema(value = ItemView.class, responseCode = "201")
    public Response upload(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = FormSchema.class)))
                    InputStream body) {
        var actor = Permissions.of(caller).requireAuthor();
        directory.requireComplete();
        return uploads.answer(new UploadRequest(key, contentType, body), actor);
    }
}
