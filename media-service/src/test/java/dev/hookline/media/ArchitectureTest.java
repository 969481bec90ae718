package dev.hookline.media;

import dev.hookline.testsupport.HouseRules;
import dev.hookline.testsupport.RollingUpdates;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHouseRules() {
        HouseRules.check("dev.hookline.media");
    }

    @Test
    void readsWhatANewerReleaseWrites() {
        RollingUpdates.check("dev.hookline.media");
    }
}
