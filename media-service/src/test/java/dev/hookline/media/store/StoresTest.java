package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    private final Stores stores = new Stores();

    @TempDir Path directory;

    @Test
    void doesNotTouchTheClientOfS3ForALocalStore() {
        var config = config(StoreConfig.Kind.LOCAL);

        var store =
                stores.store(
                        config,
                        new StoreDirectory(config),
                        S3Clients.CONFIG,
                        null,
                        Clock.systemUTC());

        assertThat(store).isInstanceOf(LocalStore.class);
        assertThatCode(store::check).doesNotThrowAnyException();
    }

    @Test
    void doesNotStartWithoutTheBucketItNeeds() {
        assertThatThrownBy(() ->
                        stores.check(
                                new StartupEvent(), config(StoreConfig.Kind.S3), S3Clients.CONFIG))
                .hasMessageContaining("hookline.media.s3.bucket");
        stores.check(new StartupEvent(), config(StoreConfig.Kind.LOCAL), S3Clients.CONFIG);
    }

    @Test
    void isNotReadyWithoutItsDirectory() throws Exception {
        var config = config(StoreConfig.Kind.LOCAL);
        var place = new StoreDirectory(config);
        var store = new LocalStore(place.objects(), Clock.systemUTC());
        var readiness = new StoreReadiness(config, place, store);
        assertThat(readiness.call().getStatus()).hasToString("UP");

        Files.delete(place.objects());

        assertThat(readiness.call().getStatus()).hasToString("DOWN");
    }

    private StoreConfig config(StoreConfig.Kind kind) {
        return new StoreSettings(kind, directory);
    }
}
