package dev.hookline.kit.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one batch so that the topic has the events of each lane in order, whatever fails: a lane's
 * next event is sent after the acknowledgement of the one before, and none is sent after a failure.
 * Different lanes are sent at the same time.
 *
 * <p>Several events of one lane under way would be faster for a lane with a backlog. But the one
 * sent first can expire while the second still arrives, and the topic would end with the older one
 * when that is repeated.
 */
final class LaneSender {

    /** Longer than the client takes to give up an event, so a silent client is a broken one. */
    private static final long LONGEST_SILENCE_SECONDS =
            EventPublisher.LONGEST.plusSeconds(5).toSeconds();

    private final EventPublisher publisher;
    private final BooleanSupplier mayBegin;
    private final Map<String, Deque<PendingEvent>> lanes = new LinkedHashMap<>();
    private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
    private final Map<String, PendingEvent> underWay = new LinkedHashMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private final Set<Long> published = new HashSet<>();
    private final List<Failed> failed = new ArrayList<>();

    /**
     * @param mayBegin asked before each event; once false, what is under way ends and nothing more
     *     begins
     */
    LaneSender(EventPublisher publisher, BooleanSupplier mayBegin) {
        this.publisher = publisher;
        this.mayBegin = mayBegin;
    }

    /** An event that was not published; those behind it in its lane were not sent. */
    record Failed(PendingEvent pending, Throwable cause) {

        boolean concernsTopic() {
            return cause instanceof TopicUnreachableException;
        }
    }

    /**
     * @param published positions of events that the broker has
     * @param failed at most one for each lane
     */
    record Outcome(Set<Long> published, List<Failed> failed) {}

    Outcome send(List<PendingEvent> batch) throws InterruptedException {
        for (var pending : batch) {
            lanes.computeIfAbsent(pending.lane(), lane -> new ArrayDeque<>()).add(pending);
        }
        lanes.keySet().forEach(this::beginNext);
        while (!underWay.isEmpty()) {
            var completion = completions.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            if (completion == null) {
                giveUp();
                break;
            }
            completed(completion);
        }
        return new Outcome(Set.copyOf(published), List.copyOf(failed));
    }

    private void beginNext(String lane) {
        var next = lanes.getOrDefault(lane, new ArrayDeque<>()).poll();
        if (next == null
                || unreachable.contains(next.event().topic())
                || !mayBegin.getAsBoolean()) {
            return;
        }
        underWay.put(lane, next);
        var sent = publisher.publish(next.event());
        sent.whenComplete((nothing, failure) -> completions.add(new Completion(next, failure)));
        if (sent.isCompletedExceptionally()
                && sent.exceptionNow() instanceof TopicUnreachableException) {
            unreachable.add(next.event().topic());
        }
    }

    private void completed(Completion completion) {
        var lane = completion.pending().lane();
        underWay.remove(lane);
        if (completion.failure() != null) {
            failed.add(new Failed(completion.pending(), unwrapped(completion.failure())));
            return;
        }
        published.add(completion.pending().position());
        beginNext(lane);
    }

    private void giveUp() {
        publisher.renew();
        var silence = new IllegalStateException("the Kafka client does not answer");
        underWay.values().forEach(pending -> failed.add(new Failed(pending, silence)));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private record Completion(PendingEvent pending, @Nullable Throwable failure) {}
}
