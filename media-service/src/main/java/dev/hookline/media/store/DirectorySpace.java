package dev.hookline.media.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import org.jboss.logging.Logger;

/** Shows how much room is left, so that somebody can act before uploads are refused. */
@ApplicationScoped
class DirectorySpace {

    private static final Logger LOG = Logger.getLogger(DirectorySpace.class);

    private final StoreDirectory directory;

    DirectorySpace(StoreDirectory directory) {
        this.directory = directory;
    }

    void show(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("hookline.media.directory.free", this, DirectorySpace::free)
                .description("room left in the directory for files")
                .baseUnit("bytes")
                .register(metrics);
    }

    private double free() {
        try {
            return Files.getFileStore(directory.root()).getUsableSpace();
        } catch (IOException e) {
            LOG.debugf("the room left for files is not known: %s", e.getMessage());
            return Double.NaN;
        }
    }
}
