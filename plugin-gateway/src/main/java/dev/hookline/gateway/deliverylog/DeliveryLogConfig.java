package dev.hookline.gateway.deliverylog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the delivery log keeps. */
@ConfigMapping(prefix = "hookline.gateway.delivery-log")
public interface DeliveryLogConfig {

    /**
     * Whether successful deliveries are logged as well. Without them the database has far less to
     * write, and nobody can look up when a plugin got an event.
     */
    @WithDefault("true")
    boolean successes();

    /** Attempts older than this are forgotten. */
    @WithDefault("7d")
    Duration keep();

    /** When there are more attempts than this, the oldest are forgotten. */
    @WithDefault("1000000")
    long most();

    /**
     * Attempts that may wait to be written; when the database is slower than the plugins, further
     * ones are not logged, and counted.
     */
    @WithDefault("20000")
    int buffer();
}
