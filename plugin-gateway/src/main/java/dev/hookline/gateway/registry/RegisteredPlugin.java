package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.HookSubscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as the gateway knows it.
 *
 * @param secrets the live signing secrets, newest first
 */
public record RegisteredPlugin(
        Manifest manifest,
        PluginStatus status,
        boolean trusted,
        List<SigningSecret> secrets,
        Instant installedAt,
        @Nullable Instant activatedAt,
        Instant updatedAt) {

    public RegisteredPlugin {
        secrets = List.copyOf(secrets);
    }

    /** The same plugin with another manifest. */
    RegisteredPlugin with(Manifest other) {
        return new RegisteredPlugin(
                other, status, trusted, secrets, installedAt, activatedAt, updatedAt);
    }

    public String id() {
        return manifest.id();
    }

    public boolean isActive() {
        return status == PluginStatus.ACTIVE;
    }

    /**
     * Why a declared hook is not in force although the plugin is registered; empty when nothing is
     * in its way.
     */
    public Optional<String> skipReason(HookSubscription subscription) {
        var hook = HookCatalogue.find(subscription.hook());
        if (hook.isEmpty()) {
            return Optional.of("is not a hook of this version");
        }
        var required = hook.get().requiredCapability();
        if (required == null || manifest.capabilities().contains(required)) {
            return Optional.empty();
        }
        return Optional.of("needs the capability " + required.id());
    }

    /** The hooks that are in force while the plugin is active. */
    public List<HookSubscription> effectiveHooks() {
        return manifest.hooks().stream().filter(hook -> skipReason(hook).isEmpty()).toList();
    }

    /** The after-hooks that the gateway pushes to this plugin while it is active. */
    public List<HookSubscription> pushedHooks() {
        if (manifest.delivery() != Delivery.HTTP) {
            return List.of();
        }
        return effectiveHooks().stream()
                .filter(hook -> HookCatalogue.get(hook.hook()).mode() == HookMode.NOTIFY)
                .toList();
    }

    /** The topics that carry the hooks pushed to this plugin. */
    public Set<String> pushTopics() {
        return pushedHooks().stream()
                .map(hook -> Topics.carrying(HookCatalogue.get(hook.hook())))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
