package dev.hookline.gateway.lifecycle;

import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.plugin.PluginTransition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What was done with a plugin, newest first; also of plugins that are gone. */
@Path("/api/v1/plugins/{id}/transitions")
@Tag(name = "Plugins")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class TransitionsResource {

    private final TransitionHistory history;

    TransitionsResource(TransitionHistory history) {
        this.history = history;
    }

    @GET
    public Page<PluginTransition> list(
            @RestPath String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        var page = PageRequest.of(limit, cursor);
        if (!ManifestReader.ID.matcher(id).matches()) {
            throw ProblemException.notFound("there is no plugin of that name");
        }
        var found = history.before(id, positionOf(page.cursor()), page.limit() + 1);
        if (found.isEmpty() && page.cursor() == null) {
            throw ProblemException.notFound("nothing is known of plugin " + id);
        }
        var shown = found.stream().limit(page.limit()).toList();
        return new Page<>(
                shown.stream().map(TransitionHistory.Entry::transition).toList(),
                found.size() > page.limit() ? String.valueOf(shown.getLast().id()) : null);
    }

    private static long positionOf(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "cursor: is not from this list");
        }
        return Long.parseLong(cursor);
    }
}
