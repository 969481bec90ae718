package dev.hookline.media.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while files can neither be received nor found. A full disk is no reason: files can
 * still be read, and uploads say so themselves.
 */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private final StoreConfig config;
    private final StoreDirectory directory;
    private final MediaStore store;

    StoreReadiness(StoreConfig config, StoreDirectory directory, MediaStore store) {
        this.config = config;
        this.directory = directory;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var answer =
                HealthCheckResponse.named("media store")
                        .withData("kind", config.kind().name().toLowerCase(Locale.ROOT));
        try {
            if (!Files.isWritable(directory.incoming())) {
                throw new IOException("uploads cannot be written to " + directory.incoming());
            }
            store.check();
            return answer.up().build();
        } catch (IOException | RuntimeException e) {
            return answer.down().withData("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
