package dev.hookline.email.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How messages are sent. */
@ConfigMapping(prefix = "hookline.email.sending")
public interface SendingConfig {

    /**
     * Messages of one replica under way at once; a provider that is a plugin gets one at a time.
     */
    @WithDefault("8")
    int concurrency();

    /** Pauses before further attempts for one message; after the last one it is given up. */
    @WithDefault("10s,1m,5m,15m,1h,3h,6h,12h")
    List<Duration> retries();

    /** Pauses before a provider that is out of order is tried again; the last one repeats. */
    @WithDefault("1s,2s,5s,10s,30s,60s")
    List<Duration> providerRetries();

    /** How long a message waits for a provider that is out of order. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** Part of each pause that is left to chance. */
    @WithDefault("0.2")
    double jitter();
}
