package dev.hookline.email.mail;

import dev.hookline.email.queue.MailStatus;
import dev.hookline.email.queue.MailView;
import dev.hookline.email.queue.Mails;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    private final Mails mails;
    private final Clock clock;

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

    /** The message at its end, or as it stands when the time is up. */
    MailView until(String id, Duration patience) throws InterruptedException {
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
