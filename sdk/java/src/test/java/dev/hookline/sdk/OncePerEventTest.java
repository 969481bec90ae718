package dev.hookline.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.sdk.context.Contexts;
import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.context.PluginIdentity;
import dev.hookline.sdk.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OncePerEventTest {

    private static final PluginContext CTX = contexts().own();

    private final List<String> handled = new ArrayList<>();

    @Test
    void handlesAnEventOnce() throws Exception {
        var once = new OncePerEvent(this::handle);

        once.handle(event("a"), CTX);
        assertThat(once.handle(event("a"), CTX)).isEqualTo(Answer.keep());
        once.handle(event("b"), CTX);

        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void handlesAnEventAgainWhoseHandlerFailed() throws Exception {
        var failures = new ArrayList<>(List.of(new IllegalStateException("first time")));
        var once =
                new OncePerEvent((event, ctx) -> {
                    if (!failures.isEmpty()) {
                        throw failures.removeFirst();
                    }
                    return handle(event, ctx);
                });

        assertThatThrownBy(() -> once.handle(event("a"), CTX)).hasMessage("first time");
        once.handle(event("a"), CTX);

        assertThat(handled).containsExactly("a");
    }

    @Test
    void refusesADeliveryThatOverlapsAnother() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var once =
                new OncePerEvent((event, ctx) -> {
                    entered.countDown();
                    leave.await();
                    return handle(event, ctx);
                });
        var first =
                CompletableFuture.runAsync(() -> {
                    try {
                        once.handle(event("a"), CTX);
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                });
        entered.await();

        assertThatThrownBy(() -> once.handle(event("a"), CTX)).hasMessageContaining("in progress");
        leave.countDown();
        first.join();
        once.handle(event("a"), CTX);

        assertThat(handled).containsExactly("a");
    }

    @Test
    void forgetsTheOldestOfManyEvents() throws Exception {
        var once = new OncePerEvent(this::handle);
        for (int i = 0; i <= 10_000; i++) {
            once.handle(event("e" + i), CTX);
        }

        once.handle(event("e10000"), CTX);
        once.handle(event("e0"), CTX);

        assertThat(handled).hasSize(10_002).last().isEqualTo("e0");
    }

    private static Contexts contexts() {
        var nowhere = Gateway.at(Optional.empty(), Optional::empty);
        return new Contexts(new PluginIdentity("sample", "1.0.0"), Set.of(), nowhere);
    }

    private Answer handle(HookEvent event, PluginContext ctx) {
        handled.add(event.id());
        return Answer.keep();
    }

    private static HookEvent event(String id) {
        var context = new HookContext(null, null, null, null, null, 1, null, null);
        return new HookEvent(
                id, "content:afterSave", JsonNodeFactory.instance.objectNode(), context);
    }
}
