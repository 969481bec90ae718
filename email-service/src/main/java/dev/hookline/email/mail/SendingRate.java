package dev.hookline.email.mail;

import dev.hookline.email.message.Message;
import dev.hookline.kit.limit.RateLimit;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Bounds the recipients that one person or plugin can write to in a short time. */
@ApplicationScoped
class SendingRate {

    private final int recipientsPerMinute;
    private final RateLimit limit;

    SendingRate(Config config, Clock clock) {
        recipientsPerMinute = config.recipientsPerMinute();
        limit = new RateLimit(recipientsPerMinute, clock);
    }

    /** How fast mail may be sent. */
    @ConfigMapping(prefix = "hookline.email.rate")
    interface Config {

        /**
         * Recipients of one submitter on one replica in a minute, and at once. Fewer protect the
         * reputation of the mail server better, more let large mailings begin sooner.
         */
        @WithDefault("1000")
        int recipientsPerMinute();
    }

    /**
     * Counts a message.
     *
     * @throws ProblemException 429 {@code rate-limited} with {@code Retry-After}
     */
    void count(Actor submitter, Message message) {
        int recipients = 1 + message.cc().size() + message.bcc().size();
        limit.take(submitter.id(), Math.min(recipients, recipientsPerMinute))
                .ifPresent(wait -> {
                    throw new ProblemException(
                                    ProblemType.RATE_LIMITED,
                                    submitter.id() + " sends too much mail")
                            .retryAfter(wait);
                });
    }
}
