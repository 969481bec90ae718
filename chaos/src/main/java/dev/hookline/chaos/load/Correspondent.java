package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Policy;
import java.time.Clock;
import java.util.Map;

/** Sends mails. */
final class Correspondent extends Worker {

    Correspondent(String name, long seed, Session session, History history, Clock clock) {
        super(name, seed, session, history, clock);
    }

    @Override
    void act() throws InterruptedException {
        var operation = nextOperation();
        boolean forbidden = chance(8);
        boolean keyed = chance(75);
        var subject = (forbidden ? Policy.FORBIDDEN + " " : "mail ") + operation;
        var request =
                Request.of(operation, Action.MAIL, "POST", "/api/v1/emails")
                        .json(
                                Map.of(
                                        "to",
                                        operation + "@example.org",
                                        "subject",
                                        subject,
                                        "text",
                                        "Hello " + operation));
        if (keyed) {
            request = request.with("Idempotency-Key", operation);
        }
        var pending = begin(operation, Action.MAIL).keyed(keyed).forbidden(forbidden);
        var outcome = session.send(request, keyed);
        pending.subject(outcome.last().json().path("id").asText()).end(outcome.told(), 0);
    }

    @Override
    void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(500));
    }
}
