package dev.hookline.gateway.cron;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks. Every method that changes or locks needs a transaction. */
@ApplicationScoped
class CronTaskRepository implements PanacheRepositoryBase<CronTaskEntity, Long> {

    /**
     * What nobody else is at: a row that another replica has claimed is skipped, and one that it
     * has moved on meanwhile no longer fits the condition when the lock is granted.
     */
    private static final String CLAIM_DUE =
            """
            SELECT cron_task.*
            FROM cron_task JOIN plugin ON plugin.id = cron_task.plugin_id
            WHERE next_run_at <= :now AND plugin.status = 'active' AND plugin_id IN (:owners)
            ORDER BY next_run_at
            LIMIT :limit
            FOR UPDATE OF cron_task SKIP LOCKED
            """;

    private static final String CLAIM_PLANNED =
            """
            SELECT * FROM cron_task
            WHERE next_run_at > :now AND id > :after
            ORDER BY id
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """;

    private static final String LOCK_PLUGIN =
            "SELECT id FROM plugin WHERE id = :id FOR NO KEY UPDATE";

    /** Due tasks of these plugins as far as they are active, the most overdue first, locked. */
    List<CronTaskEntity> claimDue(Instant now, Collection<String> owners, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_DUE, CronTaskEntity.class)
                .setParameter("now", now)
                .setParameter("owners", owners)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Tasks that are not due yet, locked, by id. */
    List<CronTaskEntity> claimPlanned(Instant now, long after, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_PLANNED, CronTaskEntity.class)
                .setParameter("now", now)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Makes changes of one plugin's set of tasks queue, also with its removal; false if gone. */
    boolean lockPlugin(String pluginId) {
        return !getEntityManager()
                .createNativeQuery(LOCK_PLUGIN)
                .setParameter("id", pluginId)
                .getResultList()
                .isEmpty();
    }

    Optional<CronTaskEntity> locked(String pluginId, String name) {
        return find("pluginId = ?1 AND name = ?2", pluginId, name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    long countOf(String pluginId) {
        return count("pluginId", pluginId);
    }

    List<CronTaskEntity> of(String pluginId) {
        return list("pluginId = ?1 ORDER BY nextRunAt ASC NULLS LAST, name", pluginId);
    }

    /** Tasks of all plugins by plugin and name, those behind the given one. */
    List<CronTaskEntity> after(@Nullable TaskCursor last, int limit) {
        var found =
                last == null
                        ? find("ORDER BY pluginId, name")
                        : find(
                                "pluginId > ?1 OR (pluginId = ?1 AND name > ?2) ORDER BY pluginId,"
                                        + " name",
                                last.pluginId(),
                                last.name());
        return found.range(0, limit - 1).list();
    }

    void deleteOf(String pluginId) {
        delete("pluginId", pluginId);
    }
}
