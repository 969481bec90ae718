package dev.hookline.gateway.members;

import static dev.hookline.gateway.members.OwningService.EMAIL;

import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.identity.Role;
import dev.hookline.schemas.hook.Capability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The member {@code email}: a message's source is the plugin that acts. */
@Path("/plugin-api/v1/emails")
@ForPlugins
@RunOnVirtualThread
@Tag(name = "Plugin API")
class EmailMember {

    private final CallingPlugin plugin;
    private final ServiceCaller services;

    EmailMember(CallingPlugin plugin, ServiceCaller services) {
        this.plugin = plugin;
        this.services = services;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CausesEvents
    @Operation(summary = "Hand in a message to be sent")
    public Response send(@Context HttpHeaders headers, byte[] message) {
        plugin.require(Capability.EMAIL_SEND);
        var accepted =
                services.call(
                        MemberCall.writing(EMAIL, HttpMethod.POST, "/emails", Role.AUTHOR, message)
                                .withHeaders(headers));
        return ServiceAnswers.orMissingApi(EMAIL, accepted);
    }
}
