package dev.hookline.gateway.tracking;

import dev.hookline.gateway.registry.PluginStored;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Roster;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.result.EventTypeDeclaration;
import dev.hookline.schemas.tracked.BuiltInEventTypes;
import dev.hookline.schemas.tracked.TrackedEventType;
import dev.hookline.schemas.validation.Compilation;
import dev.hookline.schemas.validation.SchemaValidator;
import dev.hookline.schemas.validation.SuppliedSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The types of tracked events that exist now: the platform's and those of every installed plugin.
 * Schemas are compiled when a manifest comes, never when an event does.
 */
@ApplicationScoped
class EventTypes {

    private static final Logger LOG = Logger.getLogger(EventTypes.class);

    private final SchemaValidator schemas;
    private volatile Map<String, EventType> byName;

    EventTypes(SchemaValidator schemas) {
        this.schemas = schemas;
        this.byName = builtIn(schemas);
    }

    List<EventType> all() {
        return List.copyOf(byName.values());
    }

    Optional<EventType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Refuses a manifest whose schemas cannot be used.
     *
     * @throws ProblemException 422 {@code invalid-manifest}
     */
    void check(@Observes PluginStored stored) {
        var faults = new ArrayList<Fault>();
        var events = stored.plugin().manifest().events();
        for (int i = 0; i < events.size(); i++) {
            var schema = events.get(i).schema();
            if (schema != null
                    && schemas.compile(schema) instanceof Compilation.Refused(var violations)) {
                var field = "events[" + i + "].schema";
                violations.forEach(violation ->
                        faults.add(Faults.of(field, violation.path(), violation.message())));
            }
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_MANIFEST, faults);
        }
    }

    void follow(@Observes Roster roster) {
        var types = builtInOf(byName);
        for (var plugin : roster.plugins().values()) {
            for (var declaration : plugin.manifest().events()) {
                var type = registered(plugin, declaration);
                if (type != null) {
                    // Registration refuses a name that is taken; if one slipped in, the first owns
                    // it.
                    types.putIfAbsent(type.name(), type);
                }
            }
        }
        byName = types;
    }

    /** Null when the schema cannot be used, as in a manifest from before schemas were checked. */
    private EventType.@Nullable Registered registered(
            RegisteredPlugin plugin, EventTypeDeclaration declaration) {
        if (byName.get(declaration.name()) instanceof EventType.Registered known
                && known.pluginId().equals(plugin.id())
                && known.declaration().equals(declaration)) {
            return known;
        }
        var schema = declaration.schema();
        if (schema == null) {
            return new EventType.Registered(plugin.id(), declaration, null);
        }
        return switch (schemas.compile(schema)) {
            case Compilation.Compiled(SuppliedSchema compiled) ->
                    new EventType.Registered(plugin.id(), declaration, compiled);
            case Compilation.Refused refused -> {
                LOG.warnf(
                        "event type left out, its schema cannot be used pluginId=%s event=%s",
                        plugin.id(), declaration.name());
                yield null;
            }
        };
    }

    private static Map<String, EventType> builtInOf(Map<String, EventType> types) {
        var builtIn = new LinkedHashMap<String, EventType>();
        types.forEach((name, type) -> {
            if (type instanceof EventType.BuiltIn) {
                builtIn.put(name, type);
            }
        });
        return builtIn;
    }

    private static Map<String, EventType> builtIn(SchemaValidator schemas) {
        var types = new LinkedHashMap<String, EventType>();
        for (var type : BuiltInEventTypes.all()) {
            types.put(type.name(), new EventType.BuiltIn(type, compiled(schemas, type)));
        }
        return types;
    }

    private static SuppliedSchema compiled(SchemaValidator schemas, TrackedEventType type) {
        return switch (schemas.compile(type.schema())) {
            case Compilation.Compiled(SuppliedSchema schema) -> schema;
            case Compilation.Refused(var faults) ->
                    throw new IllegalStateException(type.name() + " has a bad schema: " + faults);
        };
    }
}
