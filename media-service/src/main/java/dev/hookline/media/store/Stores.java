package dev.hookline.media.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the one store that the configuration asks for; the other is never touched. */
@ApplicationScoped
class Stores {

    /** A service that does not know where to keep files does not start. */
    void check(@Observes StartupEvent event, StoreConfig config, S3Config s3) {
        if (config.kind() == StoreConfig.Kind.S3) {
            bucketOf(s3);
        }
    }

    @Produces
    @ApplicationScoped
    MediaStore store(
            StoreConfig config,
            StoreDirectory directory,
            S3Config s3,
            Instance<S3Client> client,
            Clock clock) {
        return switch (config.kind()) {
            case LOCAL -> new LocalStore(directory.objects(), clock);
            case S3 -> new S3Store(client.get(), bucketOf(s3), s3);
        };
    }

    private static String bucketOf(S3Config s3) {
        return s3.bucket()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "hookline.media.s3.bucket is needed for the store S3"));
    }
}
