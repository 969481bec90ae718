package dev.hookline.email.mail;

import dev.hookline.email.queue.MailStatus;
import dev.hookline.email.queue.MailView;
import dev.hookline.email.queue.Mails;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for a message's end where a client prefers to (RFC 7240, {@code Prefer: wait=10}). */
@ApplicationScoped
class Waiting {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Each of them asks the database ten times a second. */
    private static final int MOST_AT_ONCE = 100;

    private final Mails mails;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    Waiting(Mails mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /** How long a client wants to wait, at most 30 s. */
    static Optional<Duration> wanted(@Nullable String prefer) {
        var matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var wanted = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return Optional.of(wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST);
    }

    /**
     * The message at its end, or as it stands when the time is up; empty when too many wait already
     * (a preference may be ignored).
     */
    Optional<MailView> until(String id, Duration patience) throws InterruptedException {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(patiently(id, patience));
        } finally {
            places.release();
        }
    }

    private MailView patiently(String id, Duration patience) throws InterruptedException {
        var deadline = clock.instant().plus(patience);
        var mail = mails.find(id, null).orElseThrow();
        while (!isOver(mail.status()) && clock.instant().isBefore(deadline)) {
            // Another replica may send it, so the database is the only one to ask.
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            mail = mails.find(id, null).orElseThrow();
        }
        return mail;
    }

    private static boolean isOver(MailStatus status) {
        return status.isFinal();
    }
}
