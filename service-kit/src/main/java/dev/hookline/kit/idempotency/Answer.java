package dev.hookline.kit.idempotency;

import dev.hookline.kit.version.VersionTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The answer to a creating request, kept so that a repeated request gets the very same. */
record Answer(int status, String body, String location, String etag) {

    static Answer of(Created created, String body) {
        return new Answer(
                Response.Status.CREATED.getStatusCode(),
                body,
                created.location().toString(),
                VersionTag.headerOf(created.version()));
    }

    Response toResponse() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, etag)
                .entity(body)
                .build();
    }
}
