package dev.hookline.localstack.command;

/** The user asked for something that does not exist; the message says what. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
