package dev.hookline.email.provider;

/** How one attempt to deliver ended. */
public sealed interface Delivery {

    /** The provider has the message. */
    record Sent() implements Delivery {}

    /** The provider will never take this message. */
    record Refused(String detail) implements Delivery {}

    /** The provider does not take this message now. */
    record Deferred(String detail) implements Delivery {}

    /**
     * The provider itself is out of order: no message has a chance now.
     *
     * @param wasAsked whether the message may have reached it; then the attempt counts
     */
    record OutOfOrder(String detail, boolean wasAsked) implements Delivery {}
}
