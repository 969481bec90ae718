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
    public static final SamplePlugin EMAIL_FOOTER = new SamplePlugin("email-footer", 9103);
    public static final SamplePlugin EMAIL_LOGGER = new SamplePlugin("email-logger", 9104);
    public static final SamplePlugin IMAGE_POLICY = new SamplePlugin("image-policy", 9105);

    public static List<SamplePlugin> all() {
        return List.of(EDITORIAL_POLICY, AUDIT_LOG, EMAIL_FOOTER, EMAIL_LOGGER, IMAGE_POLICY);
    }
}
