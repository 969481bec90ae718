package dev.hookline.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PluginHealthsTest {

    private static final URI HERE = URI.create("http://127.0.0.1:1");
    private static final URI ELSEWHERE = URI.create("http://127.0.0.1:2");
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Ticker time = new Ticker();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final PluginHealths healths =
            new PluginHealths(Limits.usual(), metrics, time.clock(), time);

    @Test
    void admitsAsManyAsThereArePlaces() {
        try (var one = admitted("a");
                var two = admitted("a")) {
            assertThat(health("a").admit(SHORT)).isInstanceOf(Admission.Saturated.class);
            assertThat(health("b").admit(SHORT)).isInstanceOf(Admission.Admitted.class);
        }
        assertThat(health("a").admit(SHORT)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void letsAFewWaitAndRefusesTheRestAtOnce() throws Exception {
        var admitted = List.of(admitted("a"), admitted("a"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Admission>>();
            for (int i = 0; i < 2; i++) {
                waiting.add(threads.submit(() -> health("a").admit(LONG)));
            }
            Awaitility.await().until(() -> healths.view("a").waiting() == 2);
            long started = System.nanoTime();

            assertThat(health("a").admit(LONG)).isInstanceOf(Admission.Saturated.class);

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONG.dividedBy(2));
            admitted.forEach(Admission.Admitted::close);
            assertAdmitted(waiting);
        }
        assertThat(counter("hookline.plugin.refusals", "reason", "saturated")).isEqualTo(1);
        assertThat(healths.view("a").waiting()).isZero();
    }

    @Test
    void doesNotTakeSaturationForAFailureOfThePlugin() {
        var admitted = List.of(admitted("a"), admitted("a"));
        for (int i = 0; i < 100; i++) {
            health("a").admit(Duration.ofNanos(1));
        }
        admitted.forEach(Admission.Admitted::close);

        assertThat(healths.view("a").circuit()).isEqualTo(CircuitState.CLOSED);
        assertThat(healths.view("a").failures()).isZero();
    }

    @Test
    void refusesWhoWaitedForAPlaceWhileTheCircuitOpened() throws Exception {
        var admitted = List.of(admitted("a"), admitted("a"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> health("a").admit(LONG));
            Awaitility.await().until(() -> healths.view("a").waiting() == 1);
            failWithoutAPlace(10);
            admitted.forEach(Admission.Admitted::close);

            assertThat(waiting.get()).isInstanceOf(Admission.CircuitOpen.class);
        }
        assertThat(healths.view("a").inProgress()).isZero();
    }

    @Test
    void showsAndCountsAnOpenCircuit() {
        fail("a", 10);

        assertThat(health("a").admit(SHORT)).isInstanceOf(Admission.CircuitOpen.class);
        var shown = healths.view("a");
        assertThat(shown.circuit()).isEqualTo(CircuitState.OPEN);
        assertThat(shown.changedAt()).isEqualTo(Ticker.START);
        assertThat(shown.retryAt()).isEqualTo(Ticker.START.plusSeconds(10));
        assertThat(shown.failures()).isEqualTo(10);
        assertThat(counter("hookline.plugin.circuit.transitions", "to", "open")).isEqualTo(1);
        assertThat(counter("hookline.plugin.refusals", "reason", "circuit-open")).isEqualTo(1);
        assertThat(metrics.get("hookline.plugin.circuit.state").gauge().value()).isEqualTo(2);
    }

    @Test
    void forgetsAPluginThatIsGoneWithItsGauges() {
        fail("a", 10);
        fail("b", 10);

        healths.retain(Map.of("b", HERE));

        assertThat(healths.view("a").circuit()).isEqualTo(CircuitState.CLOSED);
        assertThat(healths.view("b").circuit()).isEqualTo(CircuitState.OPEN);
        assertThat(metrics.find("hookline.plugin.circuit.state").gauges()).hasSize(1);
    }

    @Test
    void beginsAnewWhenAPluginHasMoved() {
        fail("a", 10);

        healths.retain(Map.of("a", ELSEWHERE));

        assertThat(healths.of("a", ELSEWHERE).admit(SHORT)).isInstanceOf(Admission.Admitted.class);
        assertThat(metrics.get("hookline.plugin.circuit.state").gauge().value()).isZero();
    }

    @Test
    void keepsThePlaceCountRightUnderManyThreads() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    start.await();
                    if (health("a").admit(SHORT) instanceof Admission.Admitted admitted) {
                        try (admitted) {
                            Thread.yield();
                            admitted.succeeded();
                        }
                    }
                    return null;
                });
            }
            start.countDown();
        }
        assertThat(healths.view("a").inProgress()).isZero();
        assertThat(healths.view("a").waiting()).isZero();
        admitted("a").close();
    }

    private PluginHealth health(String pluginId) {
        return healths.of(pluginId, HERE);
    }

    private Admission.Admitted admitted(String pluginId) {
        return (Admission.Admitted) health(pluginId).admit(SHORT);
    }

    private void fail(String pluginId, int calls) {
        for (int i = 0; i < calls; i++) {
            try (var call = admitted(pluginId)) {
                call.failed();
            }
        }
    }

    /** Fails calls by way of those under way, whose places stay taken. */
    private void failWithoutAPlace(int calls) {
        var circuit = health("a").circuit();
        for (int i = 0; i < calls; i++) {
            var permit = circuit.tryAcquire();
            if (permit != null) {
                permit.failed();
            }
        }
    }

    private static void assertAdmitted(List<Future<Admission>> waiting)
            throws InterruptedException, ExecutionException {
        for (var admission : waiting) {
            assertThat(admission.get()).isInstanceOf(Admission.Admitted.class);
            ((Admission.Admitted) admission.get()).close();
        }
    }

    private double counter(String name, String label, String value) {
        return metrics.get(name).tag(label, value).counter().count();
    }
}
