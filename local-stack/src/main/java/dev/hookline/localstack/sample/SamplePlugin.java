package dev.hookline.localstack.sample;

import java.util.List;

/**
 * A plugin of this repository that the stack runs as a process of its own.
 *
 * @param id its folder below {@code plugins/}, its jar and its plugin id
 * @param preferredPort taken unless something else listens there
 */
public record SamplePlugin(String id, int preferredPort) {

    public static final SamplePlugin EDITORIAL_POLICY = new SamplePlugin("editorial-policy", 9101);
    public static final SamplePlugin AUDIT_LOG = new SamplePlugin("audit-log", 9102);

    public static List<SamplePlugin> all() {
        return List.of(EDITORIAL_POLICY, AUDIT_LOG);
    }
}
