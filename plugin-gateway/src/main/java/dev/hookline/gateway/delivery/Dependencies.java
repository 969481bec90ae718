package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.KeptEvents;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the plugins on which a plugin depends have finished with an event.
 *
 * <pre>
 *   not past it yet, or it waits ──────────► wait
 *   given up or withheld, policy abort ────► withhold
 *   given up or withheld, policy continue ─► go
 *   taken ─────────────────────────────────► go
 * </pre>
 *
 * Only those count that come earlier in the hook's pipeline, which breaks every cycle, and to which
 * the hook is being pushed: one that is switched off, stopped or removed holds up nobody.
 */
@ApplicationScoped
class Dependencies {

    /** Whether the event may go to the plugin. */
    sealed interface Answer {}

    record Go() implements Answer {}

    record Wait(String pluginId) implements Answer {}

    record Withhold(String pluginId) implements Answer {}

    private final Rosters rosters;
    private final PushStops stops;
    private final Progress progress;
    private final KeptEvents kept;

    Dependencies(Rosters rosters, PushStops stops, Progress progress, KeptEvents kept) {
        this.rosters = rosters;
        this.stops = stops;
        this.progress = progress;
        this.kept = kept;
    }

    Answer ask(RegisteredPlugin plugin, HookSubscription subscription, AfterEvent event) {
        if (subscription.dependencies().isEmpty()) {
            return new Go();
        }
        for (var handler : inForce(plugin, subscription)) {
            var answer = ask(handler, event);
            if (!(answer instanceof Go)) {
                return answer;
            }
        }
        return new Go();
    }

    private List<Handler> inForce(RegisteredPlugin plugin, HookSubscription subscription) {
        var before = new ArrayList<Handler>();
        for (var handler : rosters.current().pipeline(subscription.hook())) {
            if (handler.pluginId().equals(plugin.id())) {
                return before;
            }
            if (subscription.dependencies().contains(handler.pluginId())
                    && handler.plugin().manifest().delivery() == Delivery.HTTP
                    && stops.find(handler.pluginId()).isEmpty()) {
                before.add(handler);
            }
        }
        return before;
    }

    private Answer ask(Handler handler, AfterEvent event) {
        var id = handler.pluginId();
        if (!progress.isPast(id, event.partition(), event.offset())) {
            return new Wait(id);
        }
        try {
            return kept.find(id, event.partition(), event.offset())
                    .<Answer>map(standing ->
                            switch (standing) {
                                case WAITING -> new Wait(id);
                                case GIVEN_UP ->
                                        handler.subscription().errorPolicy() == ErrorPolicy.ABORT
                                                ? new Withhold(id)
                                                : new Go();
                            })
                    .orElse(new Go());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot tell whether " + id + " has the event", e);
        }
    }
}
