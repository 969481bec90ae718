package dev.hookline.media.serving;

import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The address that pages use. */
@Tag(name = "files", description = "Bytes, for everybody")
@Path("/media/{id}/{filename}")
class SiteFileResource extends FileResource {

    SiteFileResource(ServedFiles files, FileAnswers answers) {
        super(files, answers);
    }
}
