package dev.hookline.gateway.pluginlog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documents' {@code ctx.log}. */
@Path("/plugin-api/v1/log")
@Tag(name = "Plugin API")
@ForPlugins
@RunOnVirtualThread
class LogResource {

    /** The body, for the description of the API. */
    @Schema(name = "LogLine")
    record LineBody(
            @Schema(enumeration = {"debug", "info", "warn", "error"}) String level,
            @Schema(description = "at most 8 KiB") String message,
            @Schema(description = "any JSON, at most 16 KiB") JsonNode data) {}

    private final LogWriter log;
    private final CallingPlugin caller;
    private final QuotasConfig quotas;

    LogResource(LogWriter log, CallingPlugin caller, QuotasConfig quotas) {
        this.log = log;
        this.caller = caller;
        this.quotas = quotas;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Writes a line to the log that operators read")
    @APIResponse(responseCode = "204", description = "written")
    public Response write(
            @RequestBody(content = @Content(schema = @Schema(implementation = LineBody.class)))
                    byte[] body) {
        var line = LogLine.read(PluginJson.read(body), quotas.log());
        return log.write(caller.id(), line)
                .map(this::tooFast)
                .orElseGet(() -> Response.noContent().build());
    }

    private Response tooFast(Duration wait) {
        var problem =
                Problem.of(
                        ProblemType.RATE_LIMITED,
                        "a plugin may log %d lines a minute"
                                .formatted(quotas.log().linesPerMinute()));
        return Response.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, wait.plusSeconds(1).toSeconds())
                .type("application/problem+json")
                .entity(problem)
                .build();
    }
}
