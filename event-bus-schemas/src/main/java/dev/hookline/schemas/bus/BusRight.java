package dev.hookline.schemas.bus;

import java.util.List;
import java.util.Objects;

/**
 * One right of a principal on the broker, in Kafka's own terms.
 *
 * @param name of the topic or consumer group
 * @param prefixed whether the right holds for every name that begins so
 */
public record BusRight(
        Resource resource, String name, boolean prefixed, List<Operation> operations) {

    /** What a right is for. */
    public enum Resource {
        TOPIC,
        GROUP
    }

    /** What may be done; each of these includes asking for a description. */
    public enum Operation {
        READ,
        WRITE
    }

    public BusRight {
        Objects.requireNonNull(name, "name");
        operations = List.copyOf(operations);
    }

    static BusRight read(String topic) {
        return new BusRight(Resource.TOPIC, topic, false, List.of(Operation.READ));
    }

    static BusRight write(String topic) {
        return new BusRight(Resource.TOPIC, topic, false, List.of(Operation.WRITE));
    }

    static BusRight readAndWrite(String topic) {
        return new BusRight(Resource.TOPIC, topic, false, List.of(Operation.READ, Operation.WRITE));
    }

    static BusRight group(String name) {
        return new BusRight(Resource.GROUP, name, false, List.of(Operation.READ));
    }

    static BusRight groups(String prefix) {
        return new BusRight(Resource.GROUP, prefix, true, List.of(Operation.READ));
    }
}
