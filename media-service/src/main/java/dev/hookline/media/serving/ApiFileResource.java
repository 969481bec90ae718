package dev.hookline.media.serving;

import jakarta.ws.rs.Path;

/** The same files below the items of the API, for clients that know nothing else. */
@Path("/api/v1/media/{id}/{filename}")
class ApiFileResource extends FileResource {

    ApiFileResource(ServedFiles files, FileAnswers answers) {
        super(files, answers);
    }
}
