package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OncePerEventTest {

    private final List<String> handled = new ArrayList<>();

    @Test
    void handlesAnEventOnce() throws Exception {
        var once = new OncePerEvent(this::handle);

        once.handle(event("a"));
        assertThat(once.handle(event("a"))).isEqualTo(Answer.keep());
        once.handle(event("b"));

        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void handlesAnEventAgainWhoseHandlerFailed() throws Exception {
        var failures = new ArrayList<>(List.of(new IllegalStateException("first time")));
        var once =
                new OncePerEvent(event -> {
                    if (!failures.isEmpty()) {
                        throw failures.removeFirst();
                    }
                    return handle(event);
                });

        assertThatThrownBy(() -> once.handle(event("a"))).hasMessage("first time");
        once.handle(event("a"));

        assertThat(handled).containsExactly("a");
    }

    @Test
    void refusesADeliveryThatOverlapsAnother() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var once =
                new OncePerEvent(event -> {
                    entered.countDown();
                    leave.await();
                    return handle(event);
                });
        var first =
                CompletableFuture.runAsync(() -> {
                    try {
                        once.handle(event("a"));
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                });
        entered.await();

        assertThatThrownBy(() -> once.handle(event("a"))).hasMessageContaining("in progress");
        leave.countDown();
        first.join();
        once.handle(event("a"));

        assertThat(handled).containsExactly("a");
    }

    @Test
    void forgetsTheOldestOfManyEvents() throws Exception {
        var once = new OncePerEvent(this::handle);
        for (int i = 0; i <= 10_000; i++) {
            once.handle(event("e" + i));
        }

        once.handle(event("e10000"));
        once.handle(event("e0"));

        assertThat(handled).hasSize(10_002).last().isEqualTo("e0");
    }

    private Answer handle(HookEvent event) {
        handled.add(event.id());
        return Answer.keep();
    }

    private static HookEvent event(String id) {
        var context = new HookContext(null, null, null, null, null, 1, null);
        return new HookEvent(
                id, "content:afterSave", JsonNodeFactory.instance.objectNode(), context);
    }
}
