package dev.hookline.media;

import dev.hookline.testsupport.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHouseRules() {
        HouseRules.check("dev.hookline.media");
    }
}
