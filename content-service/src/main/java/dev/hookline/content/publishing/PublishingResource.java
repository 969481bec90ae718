package dev.hookline.content.publishing;

import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.entry.EntryView;
import dev.hookline.content.entry.Schedule;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Permissions;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.kit.version.VersionTag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Publishing over HTTP. */
@Path("/api/v1/content/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "publishing", description = "What readers see, and from when")
class PublishingResource {

    /** Far enough for every plan, near enough for every calendar. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(36_525);

    private final EntryPublisher publisher;
    private final Caller caller;
    private final Clock clock;

    PublishingResource(EntryPublisher publisher, Caller caller, Clock clock) {
        this.publisher = publisher;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("{id}/publish")
    @Operation(summary = "Let readers see the working copy")
    @APIResponseSchema(EntryView.class)
    public Response publish(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return move(collection, id, ifMatch, entry -> entry.published(now()));
    }

    @POST
    @Path("{id}/unpublish")
    @Operation(summary = "Let readers see nothing of it any more")
    @APIResponseSchema(EntryView.class)
    public Response unpublish(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return move(collection, id, ifMatch, entry -> entry.unpublished(now()));
    }

    @POST
    @Path("{id}/schedule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Publish at a time to come")
    @APIResponseSchema(EntryView.class)
    public Response schedule(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable PublicationTime time) {
        var actor = Permissions.of(caller).requireAuthor();
        var schedule = new Schedule(timeToCome(time), actor);
        return move(collection, id, ifMatch, entry -> entry.scheduled(schedule, now()));
    }

    @POST
    @Path("{id}/unschedule")
    @Operation(summary = "Call a scheduled publication off")
    @APIResponseSchema(EntryView.class)
    public Response unschedule(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return move(collection, id, ifMatch, entry -> entry.unscheduled(now()));
    }

    private Response move(
            String collection, String id, @Nullable String ifMatch, UnaryOperator<Entry> step) {
        var view =
                publisher.move(
                        new EntryKey(collection, id),
                        IfMatch.of(ifMatch),
                        Permissions.of(caller),
                        step);
        return Response.ok(view).tag(VersionTag.of(view.version())).build();
    }

    private Instant timeToCome(@Nullable PublicationTime time) {
        var at = time == null ? null : time.at();
        if (at == null) {
            throw ProblemException.invalid("at", "is required, such as 2026-11-21T08:30:00Z");
        }
        var wait = Duration.between(clock.instant(), at);
        if (wait.isNegative() || wait.isZero() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw ProblemException.invalid("at", "must be in the future, within 100 years");
        }
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
