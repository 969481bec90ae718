package dev.hookline.media.upload;

import dev.hookline.kit.id.Ulid;
import dev.hookline.kit.idempotency.CreateOnce;
import dev.hookline.kit.idempotency.Created;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.media.item.Item;
import dev.hookline.media.item.ItemViews;
import dev.hookline.media.store.StorageFullException;
import dev.hookline.media.store.StoreDirectory;
import dev.hookline.schemas.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers uploads: lets each wait for its turn, and leaves nothing of what it received. */
@ApplicationScoped
class UploadRequests {

    private static final Logger LOG = Logger.getLogger(UploadRequests.class);
    private static final long RETRY_SECONDS = 10;

    private final Turns turns;
    private final Receiver receiver;
    private final Uploader uploader;
    private final CreateOnce createOnce;
    private final ItemViews views;
    private final StoreDirectory directory;
    private final UploadConfig config;
    private final Clock clock;

    UploadRequests(
            Turns turns,
            Receiver receiver,
            Uploader uploader,
            CreateOnce createOnce,
            ItemViews views,
            StoreDirectory directory,
            UploadConfig config,
            Clock clock) {
        this.turns = turns;
        this.receiver = receiver;
        this.uploader = uploader;
        this.createOnce = createOnce;
        this.views = views;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
    }

    /** What makes a repeated request the same. */
    private record Fingerprint(
            String sha256, String name, @Nullable String alt, @Nullable String caption) {}

    Response answer(UploadRequest request, Actor actor) {
        if (!turns.begin()) {
            return busy();
        }
        var incoming = directory.incoming();
        try (var file = fileIn(incoming)) {
            return answer(request, file, actor);
        } catch (IOException e) {
            throw failure(e, incoming);
        } catch (UncheckedIOException e) {
            throw failure(Objects.requireNonNull(e.getCause()), incoming);
        } finally {
            turns.end();
        }
    }

    private Response answer(UploadRequest request, IncomingFile file, Actor actor)
            throws IOException {
        var received =
                receiver.receive(
                        new UploadBody(request.body(), clock, config.upload()),
                        request.contentType(),
                        file);
        return createOnce.answer(
                request.key(),
                actor,
                UploadResource.PATH,
                new Fingerprint(
                        file.hash().hex(), received.name(), received.alt(), received.caption()),
                completion ->
                        created(
                                uploader.upload(
                                        received,
                                        actor,
                                        item -> completion.completed(created(item)))));
    }

    private IncomingFile fileIn(Path incoming) {
        return new IncomingFile(
                incoming.resolve(Ulid.at(clock.instant()) + ".part"),
                config.maxUploadSize().asLongValue());
    }

    private Created created(Item item) {
        return new Created(
                views.of(item), URI.create(UploadResource.PATH + '/' + item.id()), item.version());
    }

    private static RuntimeException failure(IOException failure, Path directory) {
        if (StorageFullException.orSame(failure, directory, IncomingFile.BUFFER_SIZE)
                instanceof StorageFullException e) {
            LOG.errorf("an upload was refused: %s", e.getMessage());
            return Problem.of(ProblemType.INSUFFICIENT_STORAGE).asException();
        }
        return new UncheckedIOException(failure);
    }

    private static Response busy() {
        var problem = Problem.of(ProblemType.UNAVAILABLE, "too many uploads are under way");
        return Response.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .type("application/problem+json")
                .entity(problem)
                .build();
    }
}
