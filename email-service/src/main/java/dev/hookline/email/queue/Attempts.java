package dev.hookline.email.queue;

import dev.hookline.kit.text.ForeignText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of what was tried for each message. */
@ApplicationScoped
public class Attempts {

    private static final int LONGEST_DETAIL = 1_000;

    private static final String STORE =
            """
            INSERT INTO email_attempt (email_id, started_at, millis, step, provider, outcome, detail)
            VALUES (:id, :started, :millis, :step, :provider, :outcome, :detail)
            ON CONFLICT DO NOTHING
            """;

    private final EntityManager database;
    private final Clock clock;

    Attempts(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Something that is being tried. */
    public interface Attempt {

        /** Keeps how it ended. */
        void ended(String step, @Nullable String provider, String outcome, @Nullable String detail);
    }

    /** One line of the record. */
    public record Line(
            Instant at,
            long millis,
            String step,
            @Nullable String provider,
            String outcome,
            @Nullable String detail) {}

    public Attempt begin(String emailId) {
        var started = clock.instant();
        return (step, provider, outcome, detail) ->
                QuarkusTransaction.requiringNew()
                        .run(() ->
                                database.createNativeQuery(STORE)
                                        .setParameter("id", emailId)
                                        .setParameter("started", started)
                                        .setParameter(
                                                "millis",
                                                Duration.between(started, clock.instant())
                                                        .toMillis())
                                        .setParameter("step", step)
                                        .setParameter("provider", provider)
                                        .setParameter("outcome", outcome)
                                        .setParameter("detail", cleaned(detail))
                                        .executeUpdate());
    }

    List<Line> of(String emailId) {
        return database
                .createNativeQuery(
                        "SELECT started_at, millis, step, provider, outcome, detail FROM"
                                + " email_attempt WHERE email_id = :id ORDER BY started_at",
                        Object[].class)
                .setParameter("id", emailId)
                .getResultList()
                .stream()
                .map(row -> line((Object[]) row))
                .toList();
    }

    private static Line line(Object[] row) {
        return new Line(
                (Instant) row[0],
                ((Number) row[1]).longValue(),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5]);
    }

    private static @Nullable String cleaned(@Nullable String detail) {
        return detail == null ? null : ForeignText.cleaned(detail, LONGEST_DETAIL);
    }
}
