package dev.hookline.email.sending;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.email.message.Message;
import dev.hookline.email.provider.Delivery;
import dev.hookline.email.provider.Provider;
import dev.hookline.email.queue.Attempts;
import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.email.queue.MailQueue;
import dev.hookline.email.queue.MailQueue.Move;
import dev.hookline.hooks.after.AfterHooks;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.text.ForeignText;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings one claimed message as far as it goes now.
 *
 * <pre>
 *   email:beforeSend ──false──► cancelled
 *        │  └─rejected─► failed      └─error─► queued, later
 *        ▼
 *     provider ──refused──► failed
 *        │  └─deferred─► queued, later; after the last retry failed
 *        ▼  └─out of order─► queued; nothing goes through this provider for a while
 *   sent, and email:afterSend in the same transaction
 * </pre>
 */
@ApplicationScoped
class Sending {

    private static final Logger LOG = Logger.getLogger(Sending.class);
    private static final int LONGEST_ERROR = 1_000;
    private static final int STEPS_ASIDE_AFTER = 10;
    private static final Duration STEP_ASIDE = Duration.ofSeconds(5);

    private final Preparation preparation;
    private final MailQueue queue;
    private final Attempts attempts;
    private final ProviderStates providers;
    private final AfterHooks afterHooks;
    private final CurrentCause cause;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Pauses pauses;
    private final Duration giveUpAfter;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Sending(
            Preparation preparation,
            MailQueue queue,
            Attempts attempts,
            ProviderStates providers,
            AfterHooks afterHooks,
            CurrentCause cause,
            MeterRegistry metrics,
            SendingConfig config,
            Clock clock) {
        this.preparation = preparation;
        this.queue = queue;
        this.attempts = attempts;
        this.providers = providers;
        this.afterHooks = afterHooks;
        this.cause = cause;
        this.metrics = metrics;
        this.clock = clock;
        this.pauses = new Pauses(config.retries(), config.jitter());
        this.giveUpAfter = config.giveUpAfter();
    }

    void send(ClaimedMail mail, Provider provider) {
        cause.during(mail.cause(), () -> sendOn(mail, provider));
    }

    private void sendOn(ClaimedMail mail, Provider provider) {
        var step = attempts.begin(mail.id());
        switch (preparation.prepare(mail)) {
            case Preparation.Prepared.Ready ready -> deliver(mail, ready.message(), provider);
            case Preparation.Prepared.Cancelled cancelled -> {
                LOG.infof("email cancelled id=%s pluginId=%s", mail.id(), cancelled.pluginId());
                end(mail, Move.cancelled(cancelled.pluginId()), "cancelled");
            }
            case Preparation.Prepared.Refused refused -> {
                step.ended("beforeSend", null, "refused", refused.detail());
                fail(mail, null, false, refused.detail());
            }
            case Preparation.Prepared.Postponed postponed -> {
                step.ended("beforeSend", null, "deferred", postponed.detail());
                tryLater(mail, null, postponed.detail());
            }
        }
    }

    private void deliver(ClaimedMail mail, Message message, Provider provider) {
        var step = attempts.begin(mail.id());
        switch (provider.deliver(mail, message)) {
            case Delivery.Sent sent -> {
                step.ended("deliver", provider.id(), "sent", null);
                QuarkusTransaction.requiringNew().run(() -> finish(mail, message, provider));
            }
            case Delivery.Refused refused -> {
                step.ended("deliver", provider.id(), "refused", refused.detail());
                fail(mail, provider.id(), true, refused.detail());
            }
            case Delivery.Deferred deferred -> {
                step.ended("deliver", provider.id(), "deferred", deferred.detail());
                tryLater(mail, provider.id(), deferred.detail());
            }
            case Delivery.OutOfOrder failure -> {
                step.ended("deliver", provider.id(), "out-of-order", failure.detail());
                hold(mail, provider, failure);
            }
        }
    }

    private void finish(ClaimedMail mail, Message message, Provider provider) {
        if (!queue.move(mail, Move.sent(provider.id()))) {
            LOG.warnf("email was sent after its claim had run out id=%s", mail.id());
            return;
        }
        providers.release(provider.id());
        count("sent", provider.id());
        if (mail.isSystemMail()) {
            return;
        }
        var event = JsonNodeFactory.instance.objectNode();
        event.set("message", message.toJson());
        event.put("source", mail.source());
        afterHooks.publish("email:afterSend", mail.subject(), event, mail.actor());
    }

    /** The attempts of the last retry are used up when no pause is left. */
    private void tryLater(ClaimedMail mail, @Nullable String provider, String error) {
        var pause = pauses.after(mail.attempts() + 1, random);
        if (pause.isEmpty()) {
            fail(mail, provider, true, error);
            return;
        }
        LOG.infof(
                "email deferred id=%s retryInMillis=%d: %s",
                mail.id(), pause.get().toMillis(), error);
        end(
                mail,
                Move.later(clock.instant().plus(pause.get()), provider, true, cleaned(error)),
                "deferred");
    }

    private void hold(ClaimedMail mail, Provider provider, Delivery.OutOfOrder failure) {
        var now = clock.instant();
        if (mail.acceptedAt().plus(giveUpAfter).isBefore(now)) {
            fail(mail, provider.id(), failure.wasAsked(), failure.detail());
            return;
        }
        var until = providers.hold(provider.id(), cleaned(failure.detail()));
        LOG.warnf(
                "email provider out of order provider=%s retryInMillis=%d: %s",
                provider.id(), Duration.between(now, until).toMillis(), failure.detail());
        // Due at once: when the provider is back, the order of acceptance decides. A message that
        // has failed often lets the next one have a try, in case it is itself what the provider
        // chokes on.
        boolean stepsAside = mail.attempts() + 1 >= STEPS_ASIDE_AFTER;
        end(
                mail,
                Move.later(
                        stepsAside ? until.plus(STEP_ASIDE) : now,
                        provider.id(),
                        failure.wasAsked(),
                        cleaned(failure.detail())),
                "held");
    }

    private void fail(
            ClaimedMail mail, @Nullable String provider, boolean isCounted, String error) {
        LOG.warnf("email failed id=%s: %s", mail.id(), error);
        end(mail, Move.failed(provider, isCounted, cleaned(error)), "failed");
    }

    private void end(ClaimedMail mail, Move move, String outcome) {
        QuarkusTransaction.requiringNew().run(() -> queue.move(mail, move));
        count(outcome, move.provider() == null ? "none" : move.provider());
    }

    private void count(String outcome, String provider) {
        metrics.counter("hookline.emails", "outcome", outcome, "provider", provider).increment();
    }

    /** Plugins and mail servers write these texts. */
    private static String cleaned(String error) {
        return ForeignText.cleaned(error, LONGEST_ERROR);
    }
}
