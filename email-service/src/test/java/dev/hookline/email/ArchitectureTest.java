package dev.hookline.email;

import dev.hookline.testsupport.HouseRules;
import dev.hookline.testsupport.RollingUpdates;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHouseRules() {
        HouseRules.check("dev.hookline.email");
    }

    @Test
    void readsWhatANewerReleaseWrites() {
        RollingUpdates.check("dev.hookline.email");
    }
}
