package dev.hookline.kit.outbox;

/** No event of a topic can be sent now: it does not exist, is forbidden, or no broker answers. */
final class TopicUnreachableException extends Exception {

    private static final long serialVersionUID = 1L;

    TopicUnreachableException(String topic, Throwable cause) {
        super("topic " + topic + " cannot be reached: " + cause.getMessage(), cause);
    }
}
