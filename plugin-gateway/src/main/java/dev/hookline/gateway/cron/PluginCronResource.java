package dev.hookline.gateway.cron;

import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** A plugin's own tasks. */
@Path("/plugin-api/v1/cron")
@Tag(name = "Plugin API")
@ForPlugins
@RunOnVirtualThread
class PluginCronResource {

    private final CronTasks tasks;
    private final CallingPlugin caller;

    PluginCronResource(CronTasks tasks, CallingPlugin caller) {
        this.tasks = tasks;
        this.caller = caller;
    }

    /** All at once: a plugin has few tasks. */
    @GET
    public Page<TaskView> list() {
        return new Page<>(tasks.of(caller.id()), null);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public TaskView schedule(@RestPath String name, TaskRequest request) {
        if (request == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a schedule is expected");
        }
        return tasks.schedule(caller.plugin(), name, request);
    }

    @DELETE
    @Path("/{name}")
    public void cancel(@RestPath String name) {
        tasks.cancel(caller.id(), name);
    }
}
