package dev.hookline.sdk;

import dev.hookline.sdk.context.PluginContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a handler from handling one event twice: after-hooks come at least once, now and then more
 * often.
 *
 * <p>It remembers in memory, so a restart forgets; a handler whose effects outlive it should record
 * the event's id with them. An event counts as handled when its handler has returned. A second
 * delivery that overlaps the first is refused, so that it comes again if the first fails.
 */
public final class OncePerEvent implements HookHandler {

    private static final int REMEMBERED = 10_000;

    private final HookHandler handler;
    private final Map<String, State> states =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
                    return size() > REMEMBERED && eldest.getValue() == State.HANDLED;
                }
            };

    private enum State {
        IN_PROGRESS,
        HANDLED
    }

    public OncePerEvent(HookHandler handler) {
        this.handler = handler;
    }

    @Override
    public Answer handle(HookEvent event, PluginContext ctx) throws Exception {
        var before = claim(event.id());
        if (before == State.HANDLED) {
            return Answer.keep();
        }
        if (before == State.IN_PROGRESS) {
            throw new IllegalStateException("an earlier delivery is still in progress");
        }
        try {
            var answer = handler.handle(event, ctx);
            set(event.id(), State.HANDLED);
            return answer;
        } catch (Exception | Error failure) {
            set(event.id(), null);
            throw failure;
        }
    }

    private synchronized @Nullable State claim(String id) {
        return states.putIfAbsent(id, State.IN_PROGRESS);
    }

    private synchronized void set(String id, @Nullable State state) {
        states.compute(id, (key, before) -> state);
    }
}
