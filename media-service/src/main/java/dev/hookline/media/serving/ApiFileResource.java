package dev.hookline.media.serving;

import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same files below the items of the API, for clients that know nothing else. */
@Tag(name = "files", description = "Bytes, for everybody")
@Path("/api/v1/media/{id}/{filename}")
class ApiFileResource extends FileResource {

    ApiFileResource(ServedFiles files, FileAnswers answers) {
        super(files, answers);
    }
}
