package dev.hookline.kit.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has connections guarded before the server accepts the first. */
@Singleton
class GuardStart {

    void start(@Observes StartupEvent event, ConnectionConfig config, MeterRegistry metrics) {
        GuardInstaller.guard(new Connections(ConnectionLimits.of(config), metrics));
    }
}
