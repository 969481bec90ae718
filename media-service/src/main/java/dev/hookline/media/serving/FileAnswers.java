package dev.hookline.media.serving;

import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.media.serving.ByteRange.Part;
import dev.hookline.media.serving.ByteRange.Unsatisfiable;
import dev.hookline.media.serving.ByteRange.Whole;
import dev.hookline.media.store.MediaStore;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jboss.logging.Logger;

/**
 * Answers with bytes, a part of them or none.
 *
 * <pre>
 *   conditions ──failed──► 412
 *       │  └──client has them──► 304
 *       ▼
 *   HEAD? ──yes──► 200, no body
 *       │no
 *       ▼
 *   range (if If-Range holds) ──behind the end──► 416
 *       │  └──one──► 206
 *       └──none, several, nonsense──► 200
 * </pre>
 */
@ApplicationScoped
class FileAnswers {

    private static final Logger LOG = Logger.getLogger(FileAnswers.class);

    /** In seconds. */
    private static final int SOON = 2;

    private final MediaStore store;
    private final RoutingContext routing;

    FileAnswers(MediaStore store, RoutingContext routing) {
        this.store = store;
        this.routing = routing;
    }

    Response get(Representation file, HttpHeaders headers) {
        return answer(file, headers, true);
    }

    Response head(Representation file, HttpHeaders headers) {
        return answer(file, headers, false);
    }

    private Response answer(Representation file, HttpHeaders headers, boolean body) {
        var conditions = Conditions.of(headers);
        return switch (conditions.judge(file.tag(), file.lastModified())) {
            case FAILED ->
                    throw new ProblemException(
                            ProblemType.STALE_VERSION, "the file is not the one that is meant");
            case NOT_MODIFIED -> FileHeaders.validators(Response.notModified(), file).build();
            case SEND -> body ? send(file, headers, conditions) : describe(file);
        };
    }

    private static Response describe(Representation file) {
        return FileHeaders.all(Response.ok(), file)
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .build();
    }

    private Response send(Representation file, HttpHeaders headers, Conditions conditions) {
        var header = headers.getHeaderString("Range");
        var range =
                conditions.allowRange(file.tag(), file.lastModified())
                        ? ByteRange.of(header, file.size())
                        : new Whole();
        return switch (range) {
            case Whole whole -> body(Response.ok(), file, 0, file.size()).build();
            case Part part ->
                    body(Response.status(206), file, part.first(), part.length())
                            .header("Content-Range", contentRange(part, file.size()))
                            .build();
            case Unsatisfiable unsatisfiable -> unsatisfiable(file.size());
        };
    }

    private ResponseBuilder body(
            ResponseBuilder answer, Representation file, long offset, long length) {
        FileHeaders.all(answer, file).header(HttpHeaders.CONTENT_LENGTH, length);
        return length == 0 ? answer : answer.entity(entity(file.source(), offset, length));
    }

    private Object entity(Source source, long offset, long length) {
        return switch (source) {
            case Source.Local local -> new FileSlice(local.file(), offset, length);
            case Source.Remote remote -> {
                try {
                    yield new RemoteBytes(
                            store.read(remote.hash(), offset, length), routing.request());
                } catch (NoSuchFileException e) {
                    throw new IllegalStateException("stored bytes are missing", e);
                } catch (IOException e) {
                    LOG.warnf(
                            "the store cannot be read sha256=%s: %s",
                            remote.hash(), e.getMessage());
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE, "the store cannot be read now");
                }
            }
        };
    }

    private static String contentRange(Part part, long size) {
        return "bytes " + part.first() + '-' + part.last() + '/' + size;
    }

    /** A smaller copy is not there yet. */
    static Response busy() {
        return Response.status(ProblemType.UNAVAILABLE.status())
                .header("Retry-After", SOON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type("application/problem+json")
                .entity(Problem.of(ProblemType.UNAVAILABLE, "the copy is not made yet"))
                .build();
    }

    private static Response unsatisfiable(long size) {
        return Response.status(ProblemType.RANGE_NOT_SATISFIABLE.status())
                .header("Content-Range", "bytes */" + size)
                .type("application/problem+json")
                .entity(
                        Problem.of(
                                ProblemType.RANGE_NOT_SATISFIABLE, "there are " + size + " bytes"))
                .build();
    }
}
