package dev.hookline.kit.cause;

import dev.hookline.schemas.bus.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A cause as CloudEvents attributes of a record. */
public final class CauseHeaders {

    /** No plugin id contains it. */
    private static final String SEPARATOR = ",";

    private CauseHeaders() {}

    public static void add(Map<String, String> attributes, Cause cause) {
        attributes.put(CloudEventHeaders.CAUSATION_ID, cause.id());
        attributes.put(CloudEventHeaders.CAUSATION_DEPTH, String.valueOf(cause.depth()));
        if (!cause.chain().isEmpty()) {
            attributes.put(
                    CloudEventHeaders.CAUSATION_CHAIN, String.join(SEPARATOR, cause.chain()));
        }
    }

    /**
     * The cause that a record names, empty when nothing caused it.
     *
     * @throws IllegalArgumentException when the attributes are not readable
     */
    public static Optional<Cause> find(Headers headers) {
        var id = text(headers, CloudEventHeaders.CAUSATION_ID);
        if (id == null) {
            return Optional.empty();
        }
        var depth = text(headers, CloudEventHeaders.CAUSATION_DEPTH);
        var chain = text(headers, CloudEventHeaders.CAUSATION_CHAIN);
        return Optional.of(
                new Cause(
                        id,
                        depth == null ? 0 : Integer.parseInt(depth),
                        chain == null ? List.of() : List.of(chain.split(SEPARATOR))));
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
