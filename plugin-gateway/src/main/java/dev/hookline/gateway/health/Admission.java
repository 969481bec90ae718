package dev.hookline.gateway.health;

/** Whether a plugin may be called now. */
public sealed interface Admission {

    /**
     * The plugin is not called; says nothing about how it is.
     *
     * @param reason in words fit for whoever waits
     */
    sealed interface Refused extends Admission {
        String reason();
    }

    /** The plugin has mostly failed of late. */
    record CircuitOpen(String reason) implements Refused {}

    /** As many callers as allowed are busy with the plugin, and as many wait. */
    record Saturated(String reason) implements Refused {}

    /**
     * The call may be made. Say how it ended, then close; closed without a word it says nothing.
     */
    final class Admitted implements Admission, AutoCloseable {

        private final CircuitBreaker.Permit permit;
        private final Bulkhead bulkhead;

        Admitted(CircuitBreaker.Permit permit, Bulkhead bulkhead) {
            this.permit = permit;
            this.bulkhead = bulkhead;
        }

        /** The plugin has answered, be it with a no or an error of its own. */
        public void succeeded() {
            permit.succeeded();
        }

        /** The plugin is to blame: too late, not reachable, overloaded. */
        public void failed() {
            permit.failed();
        }

        @Override
        public void close() {
            permit.ignored();
            bulkhead.leave();
        }
    }
}
