package dev.hookline.gateway.cron;

import dev.hookline.gateway.registry.RegisteredPlugin;

/** The hook that receives the ticks. */
final class CronHook {

    static final String NAME = "cron";

    private CronHook() {}

    static boolean isTakenBy(RegisteredPlugin plugin) {
        return plugin.effectiveHooks().stream().anyMatch(hook -> hook.hook().equals(NAME));
    }
}
