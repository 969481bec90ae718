package dev.hookline.gateway.cron;

import dev.hookline.kit.identity.Role;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's view of the tasks of all plugins. */
@Path("/api/v1/cron")
@Tag(name = "Cron")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class CronResource {

    private final CronTaskRepository tasks;
    private final TaskOwners owners;

    CronResource(CronTaskRepository tasks, TaskOwners owners) {
        this.tasks = tasks;
        this.owners = owners;
    }

    /** By plugin and name. */
    @GET
    public Page<ScheduledTaskView> list(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        var page = PageRequest.of(limit, cursor);
        var last = page.cursor() == null ? null : TaskCursor.read(page.cursor());
        var active = owners.active();
        var found =
                QuarkusTransaction.requiringNew()
                        .call(() -> tasks.after(last, page.limit() + 1))
                        .stream()
                        .map(task -> ScheduledTaskView.of(task, active.contains(task.pluginId)))
                        .toList();
        return pageOf(found, page.limit());
    }

    private static Page<ScheduledTaskView> pageOf(List<ScheduledTaskView> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit), new TaskCursor(last.pluginId(), last.name()).encode());
    }
}
