package dev.hookline.gateway.cron;

import dev.hookline.gateway.registry.PluginRemoved;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What plugins do with their tasks. */
@ApplicationScoped
class CronTasks {

    private final CronTaskRepository tasks;
    private final CronConfig config;
    private final Clock clock;

    CronTasks(CronTaskRepository tasks, CronConfig config, Clock clock) {
        this.tasks = tasks;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Adds a task, or gives the one of that name a new definition.
     *
     * @throws ProblemException 422 {@code validation-failed} or {@code invalid-schedule}, 413
     *     {@code too-large}, 429 {@code quota-exceeded}
     */
    TaskView schedule(RegisteredPlugin plugin, String name, TaskRequest request) {
        if (!CronHook.isTakenBy(plugin)) {
            throw ProblemException.invalid(
                    "hooks", "the plugin's manifest must take the hook cron to schedule tasks");
        }
        var definition = request.toDefinition(name);
        return QuarkusTransaction.requiringNew().call(() -> store(plugin.id(), definition));
    }

    private TaskView store(String pluginId, TaskDefinition definition) {
        if (!tasks.lockPlugin(pluginId)) {
            throw ProblemException.notFound("plugin " + pluginId + " has been removed");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var stored = tasks.locked(pluginId, definition.name());
        if (stored.isPresent()) {
            stored.get().redefine(definition, now);
            return TaskView.of(stored.get());
        }
        refuseBeyondQuota(pluginId);
        var task = new CronTaskEntity(pluginId, definition, now);
        tasks.persist(task);
        return TaskView.of(task);
    }

    private void refuseBeyondQuota(String pluginId) {
        if (tasks.countOf(pluginId) >= config.tasksPerPlugin()) {
            throw new ProblemException(
                    ProblemType.QUOTA_EXCEEDED,
                    "the plugin has " + config.tasksPerPlugin() + " tasks, more are not allowed");
        }
    }

    /**
     * Removes a task; a tick that is on its way already still arrives.
     *
     * @throws ProblemException 404 {@code not-found}
     */
    void cancel(String pluginId, String name) {
        long deleted =
                QuarkusTransaction.requiringNew()
                        .call(() -> tasks.delete("pluginId = ?1 AND name = ?2", pluginId, name));
        if (deleted == 0) {
            throw ProblemException.notFound("the plugin has no task of that name");
        }
    }

    /** The plugin's tasks, the next to run first. */
    List<TaskView> of(String pluginId) {
        return QuarkusTransaction.requiringNew()
                .call(() -> tasks.of(pluginId).stream().map(TaskView::of).toList());
    }

    void forget(@Observes PluginRemoved removal) {
        if (removal.deleteData()) {
            tasks.deleteOf(removal.pluginId());
        }
    }
}
