package dev.hookline.gateway.pluginapi;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Ten keys, and twenty documents of 256 KiB together. */
public final class SmallQuotas implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "hookline.gateway.quotas.kv.max-keys", "10",
                "hookline.gateway.quotas.storage.max-documents", "20",
                "hookline.gateway.quotas.storage.max-size", "256K");
    }
}
