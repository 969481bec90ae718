package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.validation.SchemaValidator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns a manifest from outside into a {@link Manifest}, or names every fault it has. */
@ApplicationScoped
public class ManifestReader {

    /** The form of every plugin id. */
    /** The sources of mail and the built-in provider are not to be mistaken for plugins. */
    public static final Pattern ID =
            Pattern.compile("(?!(admin|smtp|system)$)[a-z0-9][a-z0-9-]{0,62}");

    private static final Pattern VERSION =
            Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]{1,60})?");
    private static final Pattern NAME = Pattern.compile("\\S.{0,99}");
    private static final Pattern URL = Pattern.compile("https?://\\S{1,490}");
    private static final Pattern HOST =
            Pattern.compile(
                    "(\\*|(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(:[1-9][0-9]{0,4})?");
    private static final Pattern ANY = Pattern.compile(".{1,200}");
    private static final Pattern DELIVERY = Pattern.compile("http|kafka");
    private static final int MOST_CONCURRENCY = 256;
    private static final int MOST_ELEMENTS = 100;

    private final SchemaValidator schemas;

    ManifestReader(SchemaValidator schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads a manifest.
     *
     * @param trusted the operator's word, not the manifest's
     * @throws ProblemException 422 {@code invalid-manifest} with every fault
     */
    public Manifest read(JsonNode json, boolean trusted) {
        var faults = new Faults();
        if (!json.isObject()) {
            throw new ProblemException(ProblemType.INVALID_MANIFEST, "a manifest is a JSON object");
        }
        var reader = new JsonReader(json, "", faults);
        var id =
                reader.requiredText(
                        "id",
                        ID,
                        "must be 1 to 63 lower-case letters, digits and dashes, such as audit-log;"
                                + " admin, smtp and system are the platform's own");
        var version =
                reader.requiredText("version", VERSION, "must be a semantic version such as 1.0.0");
        var name = reader.text("name", id, NAME, "must be 1 to 100 characters");
        var endpoint = endpoint(reader, faults);
        var capabilities = capabilities(reader, faults);
        var allowedHosts =
                reader.texts(
                        "allowedHosts",
                        MOST_ELEMENTS,
                        HOST,
                        "must be a host name, *.example.org or *, perhaps with a port");
        var hooks = new HookReader(faults, trusted).read(reader);
        var delivery = reader.text("delivery", "http", DELIVERY, "must be http or kafka");
        var concurrency =
                reader.integer("concurrency", Manifest.DEFAULT_CONCURRENCY, 1, MOST_CONCURRENCY);
        var declarations = new DeclarationReader(faults, schemas);
        var storage = declarations.storage(reader);
        var events = declarations.events(reader);
        var permissions = declarations.permissions(reader);
        var magicParameters = declarations.magicParameters(reader);
        var retries = new RetriesReader(faults).read(reader);
        reader.refuseUnknown();
        faults.throwIfAny();
        return new Manifest(
                id,
                version,
                name,
                endpoint,
                capabilities,
                hooks,
                delivery.equals("kafka") ? Delivery.KAFKA : Delivery.HTTP,
                concurrency,
                Set.copyOf(allowedHosts),
                storage,
                events,
                permissions,
                magicParameters,
                retries);
    }

    private static URI endpoint(JsonReader reader, Faults faults) {
        var text = reader.requiredText("endpoint", URL, "must be an http or https URL");
        try {
            var uri = new URI(text);
            if (!text.isEmpty() && (uri.getHost() == null || uri.getUserInfo() != null)) {
                faults.add("endpoint", "must name a host, without user and password");
            }
            if (uri.getQuery() != null || uri.getFragment() != null) {
                faults.add("endpoint", "must not have a query or a fragment");
            }
            return URI.create(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            faults.add("endpoint", "is not a URL: " + e.getReason());
            return URI.create("");
        }
    }

    private static Set<Capability> capabilities(JsonReader reader, Faults faults) {
        var declared = new LinkedHashSet<Capability>();
        var names =
                reader.texts(
                        "capabilities", MOST_ELEMENTS, ANY, "must be the name of a capability");
        for (int i = 0; i < names.size(); i++) {
            var capability = Capability.named(names.get(i));
            if (capability.isEmpty()) {
                faults.add("capabilities[" + i + "]", "there is no capability " + names.get(i));
            }
            capability.ifPresent(declared::add);
        }
        return Capability.withImplied(declared);
    }
}
