package dev.hookline.gateway.pluginlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Cursor;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Shows operators what a plugin has logged, also after it was removed. */
@Path("/api/v1/plugins/{id}/log")
@Tag(name = "Plugins")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class PluginLogResource {

    /** A line of a plugin's log. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineView(
            Instant at,
            String level,
            String message,
            @JsonRawValue @Schema(implementation = JsonNode.class) @Nullable String data) {

        static LineView of(PluginLog.Kept kept) {
            var line = kept.line();
            return new LineView(kept.at(), line.level().label(), line.message(), line.data());
        }
    }

    private final PluginLog log;
    private final Rosters rosters;

    PluginLogResource(PluginLog log, Rosters rosters) {
        this.log = log;
        this.rosters = rosters;
    }

    @GET
    @Operation(summary = "What a plugin has logged, newest first, at this level or above")
    public Page<LineView> list(
            @RestPath String id,
            @QueryParam("level") @DefaultValue("debug") String level,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        var page = PageRequest.of(limit, cursor);
        var least = Level.named(level).orElseThrow(PluginLogResource::unknownLevel);
        var list = "log " + id + " " + level;
        long before = cursor == null ? Long.MAX_VALUE : position(cursor, list);
        var found = log.newest(id, least, before, page.limit() + 1);
        if (found.isEmpty() && rosters.current().find(id).isEmpty()) {
            throw ProblemException.notFound("there is no plugin " + id);
        }
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        return new Page<>(
                shown.stream().map(LineView::of).toList(),
                found.size() <= page.limit()
                        ? null
                        : Cursor.after(list, List.of(Long.toString(shown.getLast().id())))
                                .encode());
    }

    private static long position(String cursor, String list) {
        try {
            return Long.parseLong(Cursor.read(cursor, list, 1).values().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.invalid("it is not readable");
        }
    }

    private static ProblemException unknownLevel() {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER,
                List.of(new Fault("level", "must be debug, info, warn or error")));
    }
}
