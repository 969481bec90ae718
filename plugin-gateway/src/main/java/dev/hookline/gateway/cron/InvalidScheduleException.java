package dev.hookline.gateway.cron;

/** A schedule that cannot be used; the message says why, for the plugin's author. */
final class InvalidScheduleException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidScheduleException(String reason) {
        super(reason, null, false, false);
    }
}
