package dev.hookline.sdk;

/** Thrown by a handler to cancel the operation, where {@link Answer#reject} is out of reach. */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** See {@link Answer#reject}. */
    public Rejection(String reason) {
        super(new Answer.Reject(reason).reason());
    }
}
