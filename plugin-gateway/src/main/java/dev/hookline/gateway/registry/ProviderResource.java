package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.manifest.ManifestReader;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who provides an exclusive hook, and who could. */
@Path("/api/v1/hooks/{hook}/provider")
@Tag(name = "Hooks")
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
class ProviderResource {

    /**
     * The provider of one exclusive hook.
     *
     * @param pluginId the selected plugin, null for nobody
     * @param providers the active plugins that offer the hook
     */
    record ProviderView(
            String hook,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String pluginId,
            List<String> providers) {}

    private final ProviderSelector selector;
    private final Rosters rosters;

    ProviderResource(ProviderSelector selector, Rosters rosters) {
        this.selector = selector;
        this.rosters = rosters;
    }

    @GET
    public ProviderView get(@RestPath String hook) {
        requireExclusive(hook);
        return view(hook);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public ProviderView select(@RestPath String hook, JsonNode selection) {
        requireExclusive(hook);
        selector.select(hook, pluginIdOf(selection));
        return view(hook);
    }

    private ProviderView view(String hook) {
        var roster = rosters.current();
        return new ProviderView(
                hook,
                roster.provider(hook).map(Handler::pluginId).orElse(null),
                roster.providers(hook).stream().map(Handler::pluginId).toList());
    }

    private static void requireExclusive(String hook) {
        var definition =
                HookCatalogue.find(hook)
                        .orElseThrow(() -> ProblemException.notFound("there is no such hook"));
        if (definition.mode() != HookMode.EXCLUSIVE) {
            throw ProblemException.notFound("hook " + definition.name() + " is not exclusive");
        }
    }

    private static @Nullable String pluginIdOf(JsonNode selection) {
        var pluginId = selection == null ? null : selection.get("pluginId");
        if (pluginId != null && pluginId.isNull()) {
            return null;
        }
        if (pluginId == null
                || !pluginId.isTextual()
                || !ManifestReader.ID.matcher(pluginId.textValue()).matches()) {
            throw ProblemException.invalid("pluginId", "must be the id of a plugin, or null");
        }
        return pluginId.textValue();
    }
}
