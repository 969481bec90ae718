package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Attempt;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.stack.Replica;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connections of one client to the replicas of a service. It stays with a replica as long as
 * that answers.
 */
final class Session implements AutoCloseable {

    /** Longer than any answer may take, so that late answers are seen as such. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int ATTEMPTS = 5;

    private final List<Replica> replicas;
    private final String token;
    private final History history;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private int current;

    /** How a request with its repetitions ended. */
    record Outcome(Told told, Answer last) {}

    Session(List<Replica> replicas, int first, String token, History history, Clock clock) {
        this.replicas = replicas;
        this.current = first % replicas.size();
        this.token = token;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Sends a request until something definite comes back.
     *
     * @param repeatable whether it may be sent again when it is not known what became of it
     */
    Outcome send(Request request, boolean repeatable) throws InterruptedException {
        boolean perhapsDone = false;
        var answer = Answer.none();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            answer = once(request);
            switch (answer.told()) {
                case ACKNOWLEDGED -> {
                    return new Outcome(Told.ACKNOWLEDGED, answer);
                }
                case UNKNOWN -> {
                    perhapsDone = true;
                    if (!repeatable) {
                        return new Outcome(Told.UNKNOWN, answer);
                    }
                }
                case REFUSED -> {
                    if (!answer.isTransient()) {
                        return new Outcome(perhapsDone ? Told.UNKNOWN : Told.REFUSED, answer);
                    }
                }
            }
            current = (current + 1) % replicas.size();
            Thread.sleep(PAUSE.multipliedBy(attempt));
        }
        return new Outcome(perhapsDone ? Told.UNKNOWN : Told.REFUSED, answer);
    }

    /** Sends a request once, to the replica that answered last. */
    Answer once(Request request) throws InterruptedException {
        var replica = replicas.get(current);
        var begun = clock.instant();
        var failure = "";
        var answer = Answer.none();
        var sending = client.sendAsync(message(request, replica), bytes());
        try {
            var response = sending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            answer = new Answer(response.statusCode(), response.body());
        } catch (ExecutionException noAnswer) {
            failure = String.valueOf(noAnswer.getCause());
        } catch (TimeoutException late) {
            failure = "no answer in " + PATIENCE;
            sending.cancel(true);
        }
        history.add(
                new Attempt(
                        request.operation(),
                        request.action(),
                        replica.name(),
                        answer.told(),
                        answer.status(),
                        failure.isEmpty() ? answer.reason() : failure,
                        begun,
                        Duration.between(begun, clock.instant())));
        return answer;
    }

    /** The name of the replica that is asked next. */
    String replica() {
        return replicas.get(current).name();
    }

    void turn() {
        current = (current + 1) % replicas.size();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest message(Request request, Replica replica) {
        var message =
                HttpRequest.newBuilder(replica.clientUrl().resolve(request.path()))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                request.method(),
                                request.body().length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(message::header);
        return message.build();
    }

    private static HttpResponse.BodyHandler<byte[]> bytes() {
        return HttpResponse.BodyHandlers.ofByteArray();
    }

    /** For set-up: fails unless the answer is a good one. */
    Answer expect(Request request) throws InterruptedException, IOException {
        var outcome = send(request, true);
        if (outcome.told() != Told.ACKNOWLEDGED) {
            throw new IOException(
                    request.method()
                            + " "
                            + request.path()
                            + " was answered "
                            + outcome.last().status()
                            + ": "
                            + new String(
                                    outcome.last().body(),
                                    java.nio.charset.StandardCharsets.UTF_8));
        }
        return outcome.last();
    }
}
