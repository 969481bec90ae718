package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.testsupport.PluginAnswer;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** What a plugin has taken: the numbers of each subject in the order in which it answered them. */
final class Arrivals implements PluginBehaviour {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ConcurrentLinkedQueue<Integer>> taken = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean down;

    @Override
    public void answer(RecordedCall call, PluginAnswer answer) throws IOException {
        if (down) {
            answer.closeConnection();
            return;
        }
        note(call);
        answer.send(204, Map.of(), "");
    }

    private void note(RecordedCall call) {
        try {
            var content = JSON.readTree(call.body()).at("/event/content");
            taken.computeIfAbsent(
                            content.at("/id").asText(), subject -> new ConcurrentLinkedQueue<>())
                    .add(content.at("/data/number").asInt());
            count.incrementAndGet();
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + call.body(), e);
        }
    }

    /** From now on the plugin does not answer, or does again. */
    void down(boolean isDown) {
        down = isDown;
    }

    /** All that were taken, repeats included. */
    int count() {
        return count.get();
    }

    void await(int atLeast) {
        Awaitility.await("arrivals")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count() >= atLeast);
    }

    /** Waits until every subject has got every number up to {@code last}. */
    void awaitAll(int subjects, int last) {
        Awaitility.await("all events")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(taken).hasSize(subjects);
                    assertThat(taken.values())
                            .allSatisfy(numbers -> assertThat(numbers).contains(last));
                });
    }

    /**
     * Every subject's numbers came in order. A crash may have repeated what was unfinished: then
     * they went back once, to a number that had come, and on from there one by one.
     */
    void assertOrdered(int last, int crashes) {
        assertThat(taken)
                .allSatisfy((subject, numbers) -> {
                    var found = List.copyOf(numbers);
                    assertThat(found.getFirst()).as(subject).isEqualTo(1);
                    assertThat(found.getLast()).as(subject).isEqualTo(last);
                    int steps = 0;
                    for (int i = 1; i < found.size(); i++) {
                        int step = found.get(i) - found.get(i - 1);
                        assertThat(step).as("%s: %s", subject, found).isLessThanOrEqualTo(1);
                        steps += step == 1 ? 0 : 1;
                    }
                    assertThat(steps).as("%s: %s", subject, found).isLessThanOrEqualTo(crashes);
                });
    }
}
