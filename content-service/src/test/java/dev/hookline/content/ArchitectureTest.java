package dev.hookline.content;

import dev.hookline.content.field.FieldType;
import dev.hookline.testsupport.HouseRules;
import dev.hookline.testsupport.RollingUpdates;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHouseRules() {
        HouseRules.check("dev.hookline.content");
    }

    @Test
    void readsWhatANewerReleaseWrites() {
        RollingUpdates.check("dev.hookline.content", FieldType.class);
    }
}
