package dev.hookline.gateway.deliverylog;

import dev.hookline.gateway.backlog.OperatorRetries;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Single deliveries: look at one, try one again. */
@Path("/api/v1/deliveries/{id}")
@Tag(name = "Deliveries")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class DeliveriesResource {

    private final DeliveryQueries queries;
    private final OperatorRetries retries;

    DeliveriesResource(DeliveryQueries queries, OperatorRetries retries) {
        this.queries = queries;
        this.retries = retries;
    }

    @GET
    @Operation(summary = "A delivery with its attempts, and its event while it is kept")
    public DeliveryDetails get(@RestPath String id) throws SQLException {
        return find(DeliveryId.parse(id));
    }

    @POST
    @Path("/retry")
    @Operation(summary = "Try a delivery again at once that waits, was given up or was withheld")
    public Response retry(@RestPath String id) throws SQLException {
        var delivery = DeliveryId.parse(id);
        if (!retries.retry(delivery.pluginId(), delivery.eventId())) {
            var known = find(delivery);
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "the delivery is " + known.status() + "; only a replay repeats it");
        }
        return Response.accepted(find(delivery)).build();
    }

    private DeliveryDetails find(DeliveryId id) throws SQLException {
        return queries.find(id)
                .orElseThrow(() -> ProblemException.notFound("there is no such delivery"));
    }
}
