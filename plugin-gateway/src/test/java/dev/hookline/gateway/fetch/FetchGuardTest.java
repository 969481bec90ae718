package dev.hookline.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FetchGuardTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final int FETCHES = 100;

    private final CountDownLatch resolverStops = new CountDownLatch(1);
    private final AddressLookup lookup = new AddressLookup(this::resolve);
    private final FetchGuard guard = new FetchGuard(lookup, new TestConfig(false));

    @AfterEach
    void stop() {
        resolverStops.countDown();
        lookup.close();
    }

    @Test
    void reachesWebServersAndThePortsThatAreNamed() {
        var plugin = allowing("api.example.com", "*.example.org:8443");

        assertThat(addresses(plugin, "https://api.example.com/")).hasSize(1);
        assertThat(addresses(plugin, "http://api.example.com/")).hasSize(1);
        assertThat(addresses(plugin, "https://api.example.org:8443/")).hasSize(1);
        assertThatThrownBy(() -> addresses(plugin, "https://api.example.org/"))
                .hasMessageContaining("port 443");
        assertThatThrownBy(() -> addresses(plugin, "http://api.example.com:25/"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("port 25");
        assertThatThrownBy(() ->
                        addresses(
                                new FetchRights("free", true, Set.of()),
                                "http://mail.example.com:25/"))
                .hasMessageContaining("port 25");
    }

    @Test
    void namesThatAreNeverFoundHoldUpOnePluginOnly() throws Exception {
        var slow = new FetchRights("slow", true, Set.of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FETCHES; i++) {
                var url = "http://n" + i + ".slow.example/";
                threads.submit(() ->
                        assertThatThrownBy(
                                () -> guard.check(slow, FetchTarget.parse(url), MOMENT)));
            }
        }

        assertThat(addresses(allowing("api.example.com"), "https://api.example.com/")).hasSize(1);
        assertThatThrownBy(() ->
                        guard.check(
                                slow,
                                FetchTarget.parse("http://api.example.com/"),
                                Duration.ofMillis(50)))
                .hasMessageContaining("earlier look-ups");

        resolverStops.countDown();
        assertThat(addresses(slow, "http://api.example.com/")).hasSize(1);
    }

    private List<InetAddress> addresses(FetchRights plugin, String url) {
        return guard.check(plugin, FetchTarget.parse(url), LONG);
    }

    private static FetchRights allowing(String... places) {
        return new FetchRights("plugin", false, Set.of(places));
    }

    private List<InetAddress> resolve(String host) throws java.net.UnknownHostException {
        if (host.endsWith(".slow.example")) {
            awaitUninterruptibly();
        }
        return List.of(InetAddress.getByAddress(new byte[] {93, 100, 4, 5}));
    }

    private void awaitUninterruptibly() {
        while (resolverStops.getCount() > 0) {
            try {
                resolverStops.await();
            } catch (InterruptedException ignored) {
                // A real look-up cannot be interrupted, either.
            }
        }
    }
}
