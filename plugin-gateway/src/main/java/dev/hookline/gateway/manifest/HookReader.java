package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the hooks of a manifest: the object form, and EmDash's array of names and objects. */
final class HookReader {

    private static final int MOST_HOOKS = 100;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_TIMEOUT = 60_000;
    private static final Pattern VALUE = Pattern.compile("\\S.{0,199}");
    private static final Pattern POLICY = Pattern.compile("abort|continue");

    private final Faults faults;
    private final boolean trusted;

    HookReader(Faults faults, boolean trusted) {
        this.faults = faults;
        this.trusted = trusted;
    }

    List<HookSubscription> read(JsonReader manifest) {
        var hooks = manifest.member("hooks");
        if (hooks == null) {
            return List.of();
        }
        if (!hooks.isContainerNode() || hooks.size() > MOST_HOOKS) {
            faults.add(
                    "hooks", "must be an object or an array of at most " + MOST_HOOKS + " hooks");
            return List.of();
        }
        return declared(hooks).entrySet().stream()
                .map(hook -> subscription(hook.getKey(), hook.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<String, JsonNode> declared(JsonNode hooks) {
        var declared = new LinkedHashMap<String, JsonNode>();
        if (hooks.isObject()) {
            hooks.properties().forEach(hook -> declared.put(hook.getKey(), hook.getValue()));
            return declared;
        }
        for (int i = 0; i < hooks.size(); i++) {
            var element = hooks.get(i);
            var name = element.isTextual() ? element.textValue() : element.path("name").asText("");
            if (name.isEmpty()) {
                faults.add("hooks[" + i + "]", "must be a hook's name or an object with a name");
            } else if (declared.put(name, element.isObject() ? element : empty()) != null) {
                faults.add("hooks[" + i + "]", "names " + name + " a second time");
            }
        }
        return declared;
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Optional<HookSubscription> subscription(String name, JsonNode options) {
        var path = "hooks[\"" + name + "\"]";
        var definition = HookCatalogue.find(name).orElse(null);
        if (definition == null) {
            faults.add(path, "is not a hook of the catalogue");
            return Optional.empty();
        }
        if (definition.mode() == HookMode.REGISTER) {
            faults.add(path, "is declared by a section of the manifest, not as a hook");
            return Optional.empty();
        }
        if (definition.trustedOnly() && !trusted) {
            faults.add(path, "is only for plugins that the operator trusts");
        }
        if (!options.isObject() && !options.isNull()) {
            faults.add(path, "must be an object");
            return Optional.empty();
        }
        return Optional.of(subscription(definition, new JsonReader(options, path, faults)));
    }

    private HookSubscription subscription(HookDefinition definition, JsonReader options) {
        options.member("name");
        var priority =
                options.integer(
                        "priority",
                        HookSubscription.DEFAULT_PRIORITY,
                        Integer.MIN_VALUE,
                        Integer.MAX_VALUE);
        var timeout =
                options.integer(
                        "timeout",
                        (int) HookSubscription.DEFAULT_TIMEOUT.toMillis(),
                        1,
                        LONGEST_TIMEOUT);
        var dependencies =
                options.texts(
                        "dependencies",
                        MOST_VALUES,
                        ManifestReader.ID,
                        "must be the id of a plugin");
        var policy = options.text("errorPolicy", "abort", POLICY, "must be abort or continue");
        var exclusive = options.bool("exclusive", false);
        if (exclusive && definition.mode() != HookMode.EXCLUSIVE) {
            faults.add(options.pathOf("exclusive"), "is only for hooks with a single provider");
        }
        var match = match(definition, options);
        options.refuseUnknown();
        return new HookSubscription(
                definition.name(),
                priority,
                timeout,
                dependencies,
                policy.equals("continue") ? ErrorPolicy.CONTINUE : ErrorPolicy.ABORT,
                exclusive,
                match);
    }

    private Map<String, List<String>> match(HookDefinition definition, JsonReader options) {
        var declared = options.member("match");
        if (declared == null) {
            return Map.of();
        }
        var path = options.pathOf("match");
        if (!declared.isObject()) {
            faults.add(path, "must be an object of arrays");
            return Map.of();
        }
        var conditions = new JsonReader(declared, path, faults);
        var match = new LinkedHashMap<String, List<String>>();
        declared.fieldNames()
                .forEachRemaining(key -> {
                    if (definition.matchKeys().contains(key)) {
                        match.put(
                                key,
                                conditions.texts(
                                        key, MOST_VALUES, VALUE, "must be a non-empty text"));
                    } else {
                        faults.add(
                                conditions.pathOf(key),
                                "cannot be matched; possible: " + definition.matchKeys());
                    }
                });
        return match;
    }
}
