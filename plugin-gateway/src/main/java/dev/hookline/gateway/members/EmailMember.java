package dev.hookline.gateway.members;

import static dev.hookline.gateway.members.OwningService.EMAIL;

import dev.hookline.gateway.cause.CausesEvents;
import dev.hookline.gateway.cause.HooksBehind;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.hook.HookDomain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * The member {@code email}: a message's source is the plugin that acts, and a plugin sees its own
 * messages alone. From inside an email hook nothing is sent, or each message would give rise to
 * another.
 */
@Path("/plugin-api/v1/emails")
@ForPlugins
@RunOnVirtualThread
@Tag(name = "Plugin API")
class EmailMember {

    private static final Logger LOG = Logger.getLogger(EmailMember.class);

    private final CallingPlugin plugin;
    private final ServiceCaller services;
    private final HooksBehind hooks;

    EmailMember(CallingPlugin plugin, ServiceCaller services, HooksBehind hooks) {
        this.plugin = plugin;
        this.services = services;
        this.hooks = hooks;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CausesEvents
    @Operation(summary = "Hand in a message to be sent")
    public Response send(@Context HttpHeaders headers, byte[] message) {
        plugin.require(Capability.EMAIL_SEND);
        hooks.anyOf(HookDomain.EMAIL).ifPresent(this::refuse);
        var accepted =
                services.call(
                        MemberCall.writing(EMAIL, HttpMethod.POST, "/emails", Role.AUTHOR, message)
                                .withHeaders(headers));
        return ServiceAnswers.orMissingApi(EMAIL, accepted);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "What became of a message that this plugin handed in")
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
        plugin.require(Capability.EMAIL_SEND);
        return services.call(
                MemberCall.reading(EMAIL, "/emails/" + new Segment(id), Role.AUTHOR)
                        .withHeaders(headers));
    }

    private void refuse(String hook) {
        LOG.warnf("mail from inside an email hook refused pluginId=%s hook=%s", plugin.id(), hook);
        throw Problem.of(
                        ProblemType.MAIL_FROM_EMAIL_HOOK,
                        "plugin %s is being called at %s, or acts upon such a call"
                                .formatted(plugin.id(), hook))
                .with("hook", hook)
                .with("pluginId", plugin.id())
                .asException();
    }
}
