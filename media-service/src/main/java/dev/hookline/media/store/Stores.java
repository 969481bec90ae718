package dev.hookline.media.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Makes the one store that the configuration asks for; the other is never touched. */
@ApplicationScoped
class Stores {

    @Produces
    @ApplicationScoped
    MediaStore store(StoreConfig config, StoreDirectory directory, Clock clock) {
        return switch (config.kind()) {
            case LOCAL -> new LocalStore(directory.objects(), clock);
            case S3 -> throw new IllegalStateException("not yet");
        };
    }
}
