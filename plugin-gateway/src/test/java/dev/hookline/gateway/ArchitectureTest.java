package dev.hookline.gateway;

import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.PluginTransition;
import dev.hookline.testsupport.HouseRules;
import dev.hookline.testsupport.RollingUpdates;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHouseRules() {
        HouseRules.check("dev.hookline.gateway");
    }

    @Test
    void readsWhatANewerReleaseWrites() {
        RollingUpdates.check(
                "dev.hookline.gateway",
                Capability.class,
                PluginTransition.Kind.class,
                PluginTransition.Outcome.class);
    }
}
