package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.plugin.ErrorPolicy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The hook catalogue with the pipeline of each hook as it runs now. */
@Path("/api/v1/hooks")
@Tag(name = "Hooks")
@RolesAllowed(Role.ADMIN)
class HooksResource {

    /** One hook and who takes it, in the order in which they run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HookView(
            String name,
            String mode,
            String domain,
            @Nullable String requiredCapability,
            boolean trustedOnly,
            List<StepView> pipeline,
            List<String> unsatisfiedDependencies) {}

    /** One plugin's place in a pipeline. */
    record StepView(
            String pluginId,
            int priority,
            long timeout,
            ErrorPolicy errorPolicy,
            Map<String, List<String>> match) {

        static StepView of(Handler handler) {
            var subscription = handler.subscription();
            return new StepView(
                    handler.pluginId(),
                    subscription.priority(),
                    subscription.timeoutMillis(),
                    subscription.errorPolicy(),
                    subscription.match());
        }
    }

    /** All hooks at once: the catalogue is short and fixed. */
    record CatalogueView(
            List<HookView> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}

    private final Rosters rosters;

    HooksResource(Rosters rosters) {
        this.rosters = rosters;
    }

    @GET
    public CatalogueView list() {
        return new CatalogueView(HookCatalogue.all().stream().map(this::view).toList(), null);
    }

    @GET
    @Path("/{hook}")
    public HookView get(@RestPath String hook) {
        return HookCatalogue.find(hook)
                .map(this::view)
                .orElseThrow(() -> ProblemException.notFound("there is no such hook"));
    }

    private HookView view(HookDefinition hook) {
        var roster = rosters.current();
        return new HookView(
                hook.name(),
                hook.mode().id(),
                hook.domain().id(),
                hook.requiredCapability() == null ? null : hook.requiredCapability().id(),
                hook.trustedOnly(),
                roster.pipeline(hook.name()).stream().map(StepView::of).toList(),
                roster.unsatisfied(hook.name()));
    }
}
