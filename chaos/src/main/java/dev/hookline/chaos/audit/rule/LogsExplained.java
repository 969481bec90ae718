package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.LogLine;
import java.util.List;
import java.util.regex.Pattern;

/** Errors in the logs that the faults do not explain. */
public final class LogsExplained implements Rule {

    /** What the faults explain. */
    private record Known(Pattern pattern, String reason) {

        Known(String pattern, String reason) {
            this(Pattern.compile(pattern), reason);
        }
    }

    private static final List<Known> KNOWN =
            List.of(
                    new Known(
                            "(?i)(connection|socket|statement).*(closed|reset|refused|timed?"
                                + " ?out|failure|terminat|attempt failed)|I/O error"
                                + " occurred|acquisition timeout|Acquisition timeout|terminating"
                                + " connection|starting up|shutting down|not yet accepting|Unable"
                                + " to acquire JDBC|Connect(ion)?Exception",
                            "the database is out of reach"),
                    new Known(
                            "Failed to start"
                                    + " application.*(FlywaySqlUnableToConnect|KafkaException)",
                            "a service that finds no database at its start ends"),
                    new Known(
                            "org\\.apache\\.kafka|io\\.smallrye\\.reactive\\.messaging\\.kafka|SRMSG",
                            "the broker is out of reach"),
                    new Known(
                            "Could not commit transaction",
                            "the database ended during a commit; what must be done is done again"),
                    new Known("invalid version format", "a plugin answers with what is not HTTP"),
                    new Known(
                            "No space left on device|InsufficientStorage|an upload was refused: no"
                                    + " room",
                            "the disk is full"),
                    new Known(
                            "HttpClientRequestImpl\\].*Stream reset",
                            "Vert.x tells at this level that a call of a plugin was given up"));

    @Override
    public String promise() {
        return "no service logs an error that the faults do not explain";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return evidence.errors().stream()
                .filter(error -> !isKnown(error))
                .map(LogLine::toString)
                .toList();
    }

    /** Why an error is no violation; empty when it is one. */
    private static boolean isKnown(LogLine error) {
        return !error.text().contains("OutOfMemoryError")
                && KNOWN.stream().anyMatch(known -> known.pattern().matcher(error.text()).find());
    }
}
