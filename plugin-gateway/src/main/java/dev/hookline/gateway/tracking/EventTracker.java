package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.tracking.EventRequest.NamedActor;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.limit.RateLimit;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.event.TrackedEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes tracked events.
 *
 * <pre>
 *   read ──► registered? ──► publisher's to publish? ──► fits the schema? ──► stamp ──► outbox
 *    │400/422    │400              │403                       │422               (and key, if any)
 * </pre>
 */
@ApplicationScoped
class EventTracker {

    private final EventTypes types;
    private final TrackedEvents events;
    private final RequestKeys keys;
    private final TrackingConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final RateLimit ofSystems;
    private final RateLimit ofOthers;

    EventTracker(
            EventTypes types,
            TrackedEvents events,
            RequestKeys keys,
            TrackingConfig config,
            ObjectMapper json,
            Clock clock) {
        this.types = types;
        this.events = events;
        this.keys = keys;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.ofSystems = new RateLimit(config.perMinuteOfAdmins(), clock);
        this.ofOthers = new RateLimit(config.perMinute(), clock);
    }

    /**
     * Publishes an event, unless its key says that it has been published.
     *
     * @param idempotencyKey null when the request may be repeated
     * @return the event as it is published, or was the first time
     */
    TrackedEvent track(
            Publisher publisher, @Nullable JsonNode body, @Nullable String idempotencyKey) {
        requireUnhurried(publisher);
        var event = stamped(publisher, EventRequest.of(body));
        if (idempotencyKey == null) {
            QuarkusTransaction.requiringNew().run(() -> events.publish(event, publisher));
            return event;
        }
        var key = RequestKey.of(publisher, idempotencyKey, bytesOf(body));
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        keys.claim(key, event)
                                .orElseGet(() -> {
                                    events.publish(event, publisher);
                                    return event;
                                }));
    }

    private void requireUnhurried(Publisher publisher) {
        var rate = publisher.isSystem() ? ofSystems : ofOthers;
        rate.take(publisher.actor().id())
                .ifPresent(wait -> {
                    throw new ProblemException(
                                    ProblemType.RATE_LIMITED,
                                    publisher.actor().id() + " publishes too many events")
                            .retryAfter(wait);
                });
    }

    private TrackedEvent stamped(Publisher publisher, EventRequest request) {
        var type =
                types.find(request.name())
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.UNREGISTERED_EVENT,
                                        "nobody has registered the event " + request.name()));
        if (!publisher.mayPublish(type)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "the event " + type.name() + " belongs to " + type.owner());
        }
        requireFitting(type, request.properties());
        var now = clock.instant();
        return new TrackedEvent(
                UuidV7.at(now).toString(),
                type.name(),
                now.truncatedTo(ChronoUnit.MILLIS),
                actorOf(publisher, request.actor()),
                membersOf(request.properties()));
    }

    private void requireFitting(EventType type, ObjectNode properties) {
        long largest = config.maxProperties().asLongValue();
        if (bytesOf(properties).length > largest) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "properties may have at most " + largest + " bytes");
        }
        var violations = type.violationsOf(properties);
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    ProblemType.VALIDATION_FAILED,
                    violations.stream()
                            .map(violation ->
                                    Faults.of("properties", violation.path(), violation.message()))
                            .toList());
        }
    }

    private static @Nullable Actor actorOf(Publisher publisher, NamedActor named) {
        return switch (named) {
            case NamedActor.Publishing publishing -> publisher.actor();
            case NamedActor.Nobody nobody -> null;
            case NamedActor.Named(Actor actor) -> {
                if (!publisher.mayName(actor)) {
                    throw new ProblemException(
                            ProblemType.FORBIDDEN, "only administrators may name another actor");
                }
                yield actor;
            }
        };
    }

    private static LinkedHashMap<String, @Nullable Object> membersOf(ObjectNode properties) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        properties.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private byte[] bytesOf(@Nullable JsonNode value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON is JSON", e);
        }
    }
}
