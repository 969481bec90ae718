package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher sends, read but not yet held against the event's type.
 *
 * @param actor what the publisher says of the actor
 */
record EventRequest(String name, ObjectNode properties, NamedActor actor) {

    private static final Set<String> MEMBERS = Set.of("name", "properties", "actor");
    private static final Set<String> ACTOR_MEMBERS = Set.of("id", "name", "roles");
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_ROLES = 50;

    /** Absent and null are different things to say of an actor. */
    sealed interface NamedActor {

        /** The publisher itself. */
        record Publishing() implements NamedActor {}

        /** Nobody who signed in. */
        record Nobody() implements NamedActor {}

        record Named(Actor actor) implements NamedActor {}
    }

    /**
     * Reads a request body.
     *
     * @throws ProblemException 400 {@code malformed-request} or 422 {@code validation-failed}
     */
    static EventRequest of(@Nullable JsonNode body) {
        if (!(body instanceof ObjectNode event)) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "an object with a name is expected");
        }
        refuseUnknown(event, MEMBERS, "");
        var faults = new ArrayList<Fault>();
        var name = text(event.path("name"), "name", faults);
        var properties = properties(event.path("properties"), faults);
        var actor = actor(event.path("actor"), faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, faults);
        }
        return new EventRequest(name, properties, actor);
    }

    private static ObjectNode properties(JsonNode properties, List<Fault> faults) {
        if (properties instanceof ObjectNode object) {
            return object;
        }
        if (!properties.isMissingNode()) {
            faults.add(new Fault("properties", "must be an object"));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static NamedActor actor(JsonNode actor, List<Fault> faults) {
        if (actor.isMissingNode()) {
            return new NamedActor.Publishing();
        }
        if (actor.isNull()) {
            return new NamedActor.Nobody();
        }
        if (!(actor instanceof ObjectNode object)) {
            faults.add(new Fault("actor", "must be null or an object with an id"));
            return new NamedActor.Nobody();
        }
        refuseUnknown(object, ACTOR_MEMBERS, "actor.");
        return new NamedActor.Named(
                new Actor(
                        text(object.path("id"), "actor.id", faults),
                        object.hasNonNull("name")
                                ? text(object.path("name"), "actor.name", faults)
                                : null,
                        roles(object.path("roles"), faults)));
    }

    private static List<String> roles(JsonNode roles, List<Fault> faults) {
        if (roles.isMissingNode()) {
            return List.of();
        }
        if (!roles.isArray() || roles.size() > MOST_ROLES) {
            faults.add(new Fault("actor.roles", "must be an array of at most " + MOST_ROLES));
            return List.of();
        }
        return roles.valueStream().map(role -> text(role, "actor.roles", faults)).toList();
    }

    private static String text(JsonNode value, String field, List<Fault> faults) {
        if (value.isMissingNode()) {
            faults.add(new Fault(field, "is required"));
            return "";
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_TEXT) {
            faults.add(new Fault(field, "must be text of 1 to " + LONGEST_TEXT + " characters"));
            return "";
        }
        return value.textValue();
    }

    private static void refuseUnknown(ObjectNode object, Set<String> members, String path) {
        var unknown =
                object.propertyStream()
                        .map(member -> member.getKey())
                        .filter(member -> !members.contains(member))
                        .map(member -> new Fault(path + member, "is not a member of this object"))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, unknown);
        }
    }
}
