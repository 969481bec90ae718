package dev.hookline.kit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.cause.CauseHeaders;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.quarkus.runtime.ApplicationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the CloudEvents attributes that every message of the platform carries. */
@ApplicationScoped
public class EventHeaders {

    private static final String SPEC_VERSION = "1.0";
    private static final String JSON = "application/json";

    private final String source;
    private final TraceParent trace;
    private final CurrentCause cause;
    private final ObjectMapper json;
    private final Clock clock;

    EventHeaders(
            ApplicationConfig application,
            TraceParent trace,
            CurrentCause cause,
            ObjectMapper json,
            Clock clock) {
        this.source = "/" + application.name().orElse("hookline");
        this.trace = trace;
        this.cause = cause;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Attributes of a new event, by Kafka header name. Where a plugin is behind the current
     * request, they name the chain of causes.
     *
     * @param id stable across retries
     * @param type the hook's name, or a name beginning with {@code hookline.}
     * @param dataSchema URI of the schema of the data
     * @param actor who caused it, null for nobody
     */
    public Map<String, String> of(
            String id, String type, String subject, String dataSchema, @Nullable Actor actor) {
        var headers = new HashMap<String, String>();
        headers.put(CloudEventHeaders.SPEC_VERSION, SPEC_VERSION);
        headers.put(CloudEventHeaders.CONTENT_TYPE, JSON);
        headers.put(CloudEventHeaders.ID, id);
        headers.put(CloudEventHeaders.TYPE, type);
        headers.put(CloudEventHeaders.SOURCE, source);
        headers.put(CloudEventHeaders.SUBJECT, subject);
        headers.put(CloudEventHeaders.PARTITION_KEY, subject);
        headers.put(
                CloudEventHeaders.TIME, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        headers.put(CloudEventHeaders.DATA_SCHEMA, dataSchema);
        headers.put(CloudEventHeaders.TRACE_PARENT, trace.current());
        cause.find().ifPresent(found -> CauseHeaders.add(headers, found));
        addActor(headers, actor);
        return headers;
    }

    private void addActor(Map<String, String> headers, @Nullable Actor actor) {
        if (actor == null) {
            headers.put(CloudEventHeaders.AUTH_TYPE, "unauthenticated");
            return;
        }
        headers.put(
                CloudEventHeaders.AUTH_TYPE,
                actor.id().startsWith("plugin:") ? "app_user" : "user");
        headers.put(CloudEventHeaders.AUTH_ID, actor.id());
        try {
            headers.put(CloudEventHeaders.AUTH_CLAIMS, json.writeValueAsString(actor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an actor is always JSON", e);
        }
    }
}
