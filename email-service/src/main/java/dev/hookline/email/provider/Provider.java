package dev.hookline.email.provider;

import dev.hookline.email.message.Message;
import dev.hookline.email.queue.ClaimedMail;

/** Hands messages to the world. */
public interface Provider {

    /** {@code smtp}, or the id of a plugin. */
    String id();

    /** Whether it takes messages strictly one after the other, in the order of acceptance. */
    boolean isOrdered();

    /** Delivers one message; blocks until the provider has answered or its time is up. */
    Delivery deliver(ClaimedMail mail, Message message);
}
