package dev.hookline.media.serving;

import jakarta.ws.rs.Path;

/** The address that pages use. */
@Path("/media/{id}/{filename}")
class SiteFileResource extends FileResource {

    SiteFileResource(ServedFiles files, FileAnswers answers) {
        super(files, answers);
    }
}
