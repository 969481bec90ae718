package dev.hookline.email.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.email.provider.Provider;
import dev.hookline.email.provider.ProviderChoice;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.kit.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether mail can be delivered, by whom, and which plugins take part. */
@Path("/api/v1/settings/email")
@RunOnVirtualThread
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@Tag(name = "settings")
class EmailSettingsResource {

    /**
     * The settings.
     *
     * @param available whether there is a provider at all; without one messages wait
     * @param providers who could be selected
     * @param selectedProviderId who delivers, null for nobody
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SettingsView(
            boolean available,
            List<String> providers,
            @Nullable String selectedProviderId,
            Middleware middleware) {}

    /** Ids of the plugins that are asked before, and told after, a message is sent. */
    record Middleware(List<String> beforeSend, List<String> afterSend) {}

    private final ProviderChoice providers;
    private final PluginDirectory directory;

    EmailSettingsResource(ProviderChoice providers, PluginDirectory directory) {
        this.providers = providers;
        this.directory = directory;
    }

    @GET
    @Operation(summary = "Who delivers mail, who could, and which plugins take part")
    public SettingsView get() {
        directory.requireComplete();
        var selected = providers.current().map(Provider::id).orElse(null);
        return new SettingsView(
                selected != null,
                providers.available(),
                selected,
                new Middleware(
                        directory.plugins("email:beforeSend"),
                        directory.plugins("email:afterSend")));
    }
}
