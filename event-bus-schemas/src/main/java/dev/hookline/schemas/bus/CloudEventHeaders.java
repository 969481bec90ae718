package dev.hookline.schemas.bus;

/**
 * Header names of the Kafka protocol binding of CloudEvents 1.0 in binary mode, and of the
 * extensions that Hookline uses.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class CloudEventHeaders {

    public static final String CONTENT_TYPE = "content-type";
    public static final String SPEC_VERSION = "ce_specversion";

    /** UUIDv7, stable across retries. */
    public static final String ID = "ce_id";

    /** The hook's name, {@code track_event}, or a name beginning with {@code hookline.}. */
    public static final String TYPE = "ce_type";

    /** The publishing service, {@code /content-service}. */
    public static final String SOURCE = "ce_source";

    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String DATA_SCHEMA = "ce_dataschema";

    /** Partitioning extension: the record key. */
    public static final String PARTITION_KEY = "ce_partitionkey";

    /** Expiry time extension (RFC 3339): a request is worthless after it. */
    public static final String EXPIRY_TIME = "ce_expirytime";

    /**
     * Own extension: for how many milliseconds from its sending a hook request is worth something.
     * Unlike the expiry time it needs no common clock.
     */
    public static final String TIME_GIVEN = "ce_timegiven";

    /** Correlation extension: joins a reply to its request. */
    public static final String CORRELATION_ID = "ce_correlationid";

    /**
     * Auth context extension: {@code user}, {@code app_user} for a plugin, or {@code
     * unauthenticated}.
     */
    public static final String AUTH_TYPE = "ce_authtype";

    /** Auth context extension: the actor's id. */
    public static final String AUTH_ID = "ce_authid";

    /** Auth context extension: the actor as JSON. */
    public static final String AUTH_CLAIMS = "ce_authclaims";

    /**
     * Own extension: the highest directory revision that the sender of a hook request has seen; on
     * the topic of the plugin directory the revision of a removal.
     */
    public static final String DIRECTORY_REVISION = "ce_directoryrevision";

    /**
     * Causation extension: the event or hook request that a plugin answered by causing this one.
     */
    public static final String CAUSATION_ID = "ce_causationid";

    /** Own extension: how many writes of plugins lie between the first event and this one. */
    public static final String CAUSATION_DEPTH = "ce_causationdepth";

    /** Own extension: the ids of the plugins that wrote, oldest first, separated by commas. */
    public static final String CAUSATION_CHAIN = "ce_causationchain";

    /**
     * Own extension: HMAC-SHA-256 of topic, key, all other CloudEvents attributes and the value,
     * under a key that only the platform's own services have; {@code v1,} and Base64.
     */
    public static final String SIGNATURE = "ce_signature";

    /**
     * Own extension on the roster of the plugin directory: the ids of all plugins, separated by
     * commas.
     */
    public static final String DIRECTORY_PLUGINS = "ce_directoryplugins";

    /** W3C trace context, not a CloudEvents attribute. */
    public static final String TRACE_PARENT = "traceparent";

    private CloudEventHeaders() {}
}
