package dev.hookline.gateway.replay;

import dev.hookline.gateway.backlog.Transactions;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Starts and shows replays. */
@Path("/api/v1/plugins/{id}")
@Tag(name = "Deliveries")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class ReplaysResource {

    private final Transactions transactions;
    private final ReplayTable table;
    private final Rosters rosters;
    private final Clock clock;

    ReplaysResource(Transactions transactions, ReplayTable table, Rosters rosters, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.rosters = rosters;
        this.clock = clock;
    }

    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Deliver what was published in a time once more, to this plugin only")
    public Response start(@RestPath String id, ReplayRequest request) {
        var plugin =
                rosters.current()
                        .find(id)
                        .orElseThrow(() -> ProblemException.notFound("there is no such plugin"));
        check(request);
        if (!plugin.isActive() || plugin.pushedHooks().isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "nothing is pushed to this plugin now");
        }
        var replay =
                store(id, request)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.CONFLICT,
                                        "a replay for this plugin is still running"));
        return Response.accepted(replay).build();
    }

    @GET
    @Path("/replays")
    @Operation(summary = "The latest replays, newest first")
    public Page<Replay> list(@RestPath String id) {
        if (rosters.current().find(id).isEmpty()) {
            throw ProblemException.notFound("there is no such plugin");
        }
        return new Page<>(
                transactions.run(connection -> table.ofPlugin(connection, id, Page.DEFAULT_LIMIT)),
                null);
    }

    /** Empty when another one is running. */
    private Optional<Replay> store(String id, ReplayRequest request) {
        var now = clock.instant();
        var from = Objects.requireNonNull(request.from(), "from");
        var end = Objects.requireNonNull(request.to(), "to");
        var to = end.isAfter(now) ? now : end;
        return transactions.run(connection ->
                Optional.ofNullable(
                        table.insert(
                                connection,
                                id,
                                from,
                                to,
                                request.hooks() == null ? Set.of() : Set.copyOf(request.hooks()),
                                Boolean.TRUE.equals(request.deadLettersOnly()),
                                now)));
    }

    private static void check(@Nullable ReplayRequest request) {
        if (request == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "an object with from and to is expected");
        }
        var faults = new ArrayList<Fault>();
        if (request.from() == null) {
            faults.add(new Fault("from", "is required"));
        }
        if (request.to() == null) {
            faults.add(new Fault("to", "is required"));
        }
        if (request.from() != null
                && request.to() != null
                && !request.from().isBefore(request.to())) {
            faults.add(new Fault("to", "must be later than from"));
        }
        if (request.hooks() != null
                && !request.hooks().stream().allMatch(ReplaysResource::isPushed)) {
            faults.add(new Fault("hooks", "must name hooks that are pushed to plugins"));
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, faults);
        }
    }

    private static boolean isPushed(String hook) {
        return hook != null
                && HookCatalogue.find(hook)
                        .filter(definition -> definition.mode() == HookMode.NOTIFY)
                        .isPresent();
    }
}
