package dev.hookline.gateway.pluginapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.gateway.call.SiteConfig;
import dev.hookline.schemas.hook.Capability;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a plugin who it is here. */
@Path("/plugin-api/v1/self")
@Tag(name = "Plugin API")
@ForPlugins
@RunOnVirtualThread
class SelfResource {

    /**
     * A plugin's view of itself.
     *
     * @param capabilities declared and implied ones, under their current names, sorted
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SelfView(
            String id,
            String version,
            String name,
            List<String> capabilities,
            SiteView site,
            LimitsView limits) {}

    /** The site as in the context of a hook call. */
    record SiteView(String name, String url, String locale) {}

    /**
     * What the plugin may keep; sizes in bytes.
     *
     * @param kvKeys keys
     * @param storageDocuments documents of all collections together
     */
    record LimitsView(
            long kvKeys,
            long kvValueSize,
            long storageDocuments,
            long storageDocumentSize,
            long logMessageSize,
            long logDataSize,
            int logLinesPerMinute) {

        static LimitsView of(QuotasConfig quotas) {
            return new LimitsView(
                    quotas.kv().maxKeys(),
                    quotas.kv().maxValueSize().asLongValue(),
                    quotas.storage().maxDocuments(),
                    quotas.storage().maxDocumentSize().asLongValue(),
                    quotas.log().maxMessageSize().asLongValue(),
                    quotas.log().maxDataSize().asLongValue(),
                    quotas.log().linesPerMinute());
        }
    }

    private final CallingPlugin caller;
    private final SiteConfig site;
    private final QuotasConfig quotas;

    SelfResource(CallingPlugin caller, SiteConfig site, QuotasConfig quotas) {
        this.caller = caller;
        this.site = site;
        this.quotas = quotas;
    }

    @GET
    @Operation(summary = "The calling plugin, the site it works for, and its limits")
    public SelfView self() {
        var manifest = caller.plugin().manifest();
        return new SelfView(
                manifest.id(),
                manifest.version(),
                manifest.name(),
                manifest.capabilities().stream().map(Capability::id).sorted().toList(),
                new SiteView(site.name(), site.url(), site.locale()),
                LimitsView.of(quotas));
    }
}
