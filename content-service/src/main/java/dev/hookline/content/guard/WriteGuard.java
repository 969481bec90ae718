package dev.hookline.content.guard;

import dev.hookline.hooks.directory.PluginDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses writes while the plugin directory is incomplete: a policy plugin is never bypassed. */
@ApplicationScoped
class WriteGuard {

    private static final Set<String> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final PluginDirectory directory;

    WriteGuard(PluginDirectory directory) {
        this.directory = directory;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod())) {
            directory.requireComplete();
        }
    }
}
