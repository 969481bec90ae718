package dev.hookline.gateway.memory;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How much of the heap hook calls may take. */
@ConfigMapping(prefix = "hookline.gateway.memory")
public interface MemoryConfig {

    /**
     * What before hooks under way may take together, with the answers to them; a quarter of the
     * heap unless set. More serves more large requests at once, less leaves more to everything
     * else. A request or answer counts with four times its bytes and 80 bytes for each JSON token.
     */
    Optional<MemorySize> hooks();

    /**
     * What answers of plugins may take together while they arrive; an eighth of the heap unless
     * set. The first 16 KiB of each answer are free.
     */
    Optional<MemorySize> arrivingAnswers();

    /**
     * What answers of the plugin API may take together until plugins have read them; an eighth of
     * the heap unless set. Answers up to 16 KiB are free.
     */
    Optional<MemorySize> outgoingAnswers();

    /**
     * The part of each, in percent, that the answers of one plugin may take. A larger part serves a
     * plugin with large answers better, a smaller one protects the others.
     */
    @WithDefault("50")
    int percentPerPlugin();
}
