package dev.hookline.schemas.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the hook catalogue.
 *
 * @param name the hook's name as its reference document spells it
 * @param carriedField for a filter, the event property that travels down the chain and is replaced
 *     by each answer
 * @param requiredCapability without it a plugin's handler of this hook is skipped; null when none
 *     is needed
 * @param trustedOnly whether only plugins that the operator trusts may register it
 * @param matchKeys top-level event properties that a manifest's {@code match} may name
 * @param eventType the record of the event, null for hooks that are only declared
 */
public record HookDefinition(
        String name,
        HookMode mode,
        HookDomain domain,
        @Nullable String carriedField,
        @Nullable Capability requiredCapability,
        boolean trustedOnly,
        Set<String> matchKeys,
        @Nullable Class<? extends Record> eventType) {

    public HookDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(domain, "domain");
        matchKeys = Set.copyOf(matchKeys);
        if ((mode == HookMode.FILTER) != (carriedField != null)) {
            throw new IllegalArgumentException(
                    "a filter, and only a filter, carries a field: " + name);
        }
        if ((mode == HookMode.REGISTER) != (eventType == null)) {
            throw new IllegalArgumentException(
                    "a hook that is called, and only such a hook, has an event: " + name);
        }
    }

    static HookDefinition hook(
            HookMode mode, HookDomain domain, String name, Class<? extends Record> eventType) {
        return new HookDefinition(name, mode, domain, null, null, false, Set.of(), eventType);
    }

    static HookDefinition filter(
            HookDomain domain, String name, String carriedField, Class<? extends Record> type) {
        return new HookDefinition(
                name, HookMode.FILTER, domain, carriedField, null, false, Set.of(), type);
    }

    /** A hook that a manifest declares and nobody calls. */
    static HookDefinition declared(String name) {
        return new HookDefinition(
                name, HookMode.REGISTER, HookDomain.PLUGIN, null, null, false, Set.of(), null);
    }

    HookDefinition matching(String... keys) {
        return new HookDefinition(
                name,
                mode,
                domain,
                carriedField,
                requiredCapability,
                trustedOnly,
                Set.of(keys),
                eventType);
    }

    HookDefinition requiring(Capability capability) {
        return new HookDefinition(
                name, mode, domain, carriedField, capability, trustedOnly, matchKeys, eventType);
    }

    HookDefinition forTrustedPlugins() {
        return new HookDefinition(
                name, mode, domain, carriedField, requiredCapability, true, matchKeys, eventType);
    }

    /** What an event has at the properties that a manifest's {@code match} may name. */
    public Map<String, String> matchProperties(JsonNode event) {
        var properties = new HashMap<String, String>();
        matchKeys.forEach(key -> properties.put(key, event.path(key).asText("")));
        return properties;
    }

    /** Whether plugins are called with an event; false for what a manifest only declares. */
    public boolean isCalled() {
        return mode != HookMode.REGISTER;
    }

    /**
     * URI of the JSON Schema of this hook's event, {@code ce_dataschema} of its messages. Nothing
     * fits the event schema of a hook that is only declared.
     */
    public String eventSchema() {
        return SchemaUris.of(name, "event");
    }

    /**
     * URI of the JSON Schema that a plugin's answer to this hook must fit, void and null apart.
     * Anything fits where the answer is ignored; for a hook that is only declared it describes what
     * the manifest declares.
     */
    public String resultSchema() {
        return SchemaUris.of(name, "result");
    }
}
