package dev.hookline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Reads the manifest that a running plugin serves. */
@ApplicationScoped
class ManifestFetcher {

    private static final String PATH = "/.well-known/hookline-plugin.json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final PluginCaller caller;

    ManifestFetcher(PluginCaller caller) {
        this.caller = caller;
    }

    /**
     * The manifest at this address; a manifest without an endpoint is meant for the address it was
     * read from.
     */
    JsonNode fetch(String address) {
        var base = baseOf(address);
        var outcome = caller.fetch(URI.create(base + PATH), TIMEOUT);
        return switch (outcome) {
            case CallOutcome.Answered(ObjectNode manifest, var maxAge) ->
                    withEndpoint(manifest, base);
            case CallOutcome.Answered other -> throw unreadable(base, "it is not a JSON object");
            case CallOutcome.TimedOut late ->
                    throw unreadable(base, "no answer within " + TIMEOUT.toSeconds() + " s");
            case CallOutcome.Failed failed -> throw unreadable(base, failed.reason());
            case CallOutcome.Rejected rejected -> throw unreadable(base, rejected.reason());
            case CallOutcome.Kept kept -> throw unreadable(base, "it is empty");
        };
    }

    private static String baseOf(String address) {
        try {
            var uri = new URI(address);
            var isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return address.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            throw ProblemException.invalid("url", "is not a URL: " + e.getReason());
        }
        throw ProblemException.invalid(
                "url", "must be an http or https URL with a host and nothing behind the path");
    }

    private static ObjectNode withEndpoint(ObjectNode manifest, String base) {
        return manifest.has("endpoint") ? manifest : manifest.deepCopy().put("endpoint", base);
    }

    private static ProblemException unreadable(String base, String reason) {
        return new ProblemException(
                ProblemType.PLUGIN_UNREACHABLE,
                "the manifest at " + base + PATH + " cannot be read: " + reason);
    }
}
