package dev.hookline.gateway.deliverylog;

import dev.hookline.gateway.registry.Rosters;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The deliveries of one plugin. */
@Path("/api/v1/plugins/{id}/deliveries")
@Tag(name = "Deliveries")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class PluginDeliveriesResource {

    private final DeliveryList deliveries;
    private final Rosters rosters;

    PluginDeliveriesResource(DeliveryList deliveries, Rosters rosters) {
        this.deliveries = deliveries;
        this.rosters = rosters;
    }

    @GET
    @Operation(
            summary =
                    "Attempts to deliver, newest first; with status waiting, dead or withheld what"
                            + " is kept")
    public Page<DeliveryView> list(
            @RestPath String id,
            @QueryParam("status") String status,
            @QueryParam("hook") String hook,
            @QueryParam("subject") String subject,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor)
            throws SQLException {
        if (rosters.current().find(id).isEmpty()) {
            throw ProblemException.notFound("there is no such plugin");
        }
        return deliveries.page(
                new DeliveryQueries.Filter(id, status, hook, subject),
                PageRequest.of(limit, cursor));
    }
}
