package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.event.TrackedEvent;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Tracked events of people, and of systems that have an administrator's token. */
@Path("/api/v1/events")
@Tag(name = "Tracked events")
@Authenticated
@RunOnVirtualThread
class EventsResource {

    /**
     * One type of events.
     *
     * @param owner {@code platform} or {@code plugin:<id>}
     * @param schema JSON Schema of the properties, null when any object fits
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TypeView(String name, String owner, @Nullable ObjectNode schema) {}

    /** All types at once: there are few. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TypesView(List<TypeView> items, @Nullable String nextCursor) {}

    private final EventTracker tracker;
    private final EventTypes types;
    private final Caller caller;

    EventsResource(EventTracker tracker, EventTypes types, Caller caller) {
        this.tracker = tracker;
        this.types = types;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public TrackedEvent track(
            @HeaderParam("Idempotency-Key") String idempotencyKey, JsonNode event) {
        var actor =
                caller.actor()
                        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED).asException());
        return tracker.track(
                new Publisher.Person(actor, caller.has(Role.ADMIN)), event, idempotencyKey);
    }

    @GET
    @Path("/types")
    public TypesView types() {
        return new TypesView(
                types.all().stream()
                        .map(type -> new TypeView(type.name(), type.owner(), type.schema()))
                        .toList(),
                null);
    }
}
