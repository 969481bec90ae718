package dev.hookline.chaos.run;

import dev.hookline.chaos.audit.Auditor;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happens to the services while the load runs. */
interface Scenario {

    /** For the report. */
    String title();

    /** Further environment variables of all services. */
    Map<String, String> settings();

    /** The packages that the services are started from. */
    Path packagesOf(ServiceDefinition service);

    /**
     * Lets it happen; the moments from which on everything has to be well, each with a calm behind
     * it.
     */
    List<Instant> play(ChaosStack stack, Plugins plugins, History history)
            throws InterruptedException;

    /** Who judges. */
    Auditor auditor();
}
