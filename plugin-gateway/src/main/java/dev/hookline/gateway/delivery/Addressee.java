package dev.hookline.gateway.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/**
 * Decides whether an event is for a plugin: its hook is pushed to the plugin and in force, its
 * subscription matches, and a cron tick is its own.
 */
@ApplicationScoped
class Addressee {

    private final ObjectMapper json;

    Addressee(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The subscription by which the plugin gets the event; empty when it is none of its business.
     */
    Optional<HookSubscription> subscription(RegisteredPlugin plugin, AfterEvent event) {
        var hook = event.hook();
        for (var subscription : plugin.pushedHooks()) {
            if (subscription.hook().equals(hook)) {
                return isItsOwn(plugin, event) && matches(subscription, event)
                        ? Optional.of(subscription)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isItsOwn(RegisteredPlugin plugin, AfterEvent event) {
        if (!event.partition().topic().equals(Topics.CRON)) {
            return true;
        }
        var key = event.subject();
        int slash = key.indexOf('/');
        return slash > 0 && key.substring(0, slash).equals(plugin.id());
    }

    private boolean matches(HookSubscription subscription, AfterEvent event) {
        if (subscription.match().isEmpty()) {
            return true;
        }
        try {
            var data = json.readTree(event.value());
            return subscription.matches(HookCatalogue.get(event.hook()).matchProperties(data));
        } catch (IOException e) {
            // The attempt to deliver it fails and makes it a dead letter, which is never lost.
            return true;
        }
    }
}
