package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.result.EventTypeDeclaration;
import dev.hookline.schemas.tracked.TrackedEventType;
import dev.hookline.schemas.validation.SuppliedSchema;
import dev.hookline.schemas.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of tracked events with its compiled schema. */
sealed interface EventType {

    String name();

    /** JSON Schema of the properties, null when any object fits. */
    @Nullable ObjectNode schema();

    /** Who may say that it has happened: {@code platform} or {@code plugin:<id>}. */
    String owner();

    /** What is wrong with an event's properties; empty when they fit. */
    List<Violation> violationsOf(JsonNode properties);

    /** A type of the platform itself. */
    record BuiltIn(TrackedEventType type, SuppliedSchema compiled) implements EventType {

        @Override
        public String name() {
            return type.name();
        }

        @Override
        public ObjectNode schema() {
            return type.schema();
        }

        @Override
        public String owner() {
            return "platform";
        }

        @Override
        public List<Violation> violationsOf(JsonNode properties) {
            return compiled.validate(properties);
        }
    }

    /**
     * A type that a plugin's manifest registers.
     *
     * @param compiled null when the declaration has no schema
     */
    record Registered(
            String pluginId, EventTypeDeclaration declaration, @Nullable SuppliedSchema compiled)
            implements EventType {

        @Override
        public String name() {
            return declaration.name();
        }

        @Override
        public @Nullable ObjectNode schema() {
            return declaration.schema();
        }

        @Override
        public String owner() {
            return "plugin:" + pluginId;
        }

        @Override
        public List<Violation> violationsOf(JsonNode properties) {
            return compiled == null ? List.of() : compiled.validate(properties);
        }
    }
}
