package dev.hookline.gateway.cron;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The tasks that plugins schedule. */
@ConfigMapping(prefix = "hookline.gateway.cron")
interface CronConfig {

    /**
     * Tasks that one plugin may have: more serve larger plugins, fewer bound what a faulty one can
     * pile up.
     */
    @WithDefault("100")
    int tasksPerPlugin();

    /**
     * Due tasks handled in one transaction: more drain a rush faster, fewer hold their rows for a
     * shorter time and share it better between replicas.
     */
    @WithDefault("200")
    int batchSize();

    /**
     * How often planned runs are worked out anew, {@code off} for never: sooner mends the mistakes
     * of a clock that was wrong, later reads the table less often.
     */
    @WithDefault("10m")
    String realignEvery();
}
