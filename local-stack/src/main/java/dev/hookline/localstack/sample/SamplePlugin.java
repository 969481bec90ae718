package dev.hookline.localstack.sample;

import java.util.List;

/**
 * A plugin of this repository that the stack runs as a process of its own.
 *
 * @param id its folder below {@code plugins/}, its jar and its plugin id
 * @param preferredPort taken unless something else listens there
 * @param trusted whether the operator trusts it, so that it may add scripts to pages
 */
public record SamplePlugin(String id, int preferredPort, boolean trusted) {

    public static final SamplePlugin EDITORIAL_POLICY =
            new SamplePlugin("editorial-policy", 9101, false);
    public static final SamplePlugin AUDIT_LOG = new SamplePlugin("audit-log", 9102, false);
    public static final SamplePlugin EMAIL_FOOTER = new SamplePlugin("email-footer", 9103, false);
    public static final SamplePlugin EMAIL_LOGGER = new SamplePlugin("email-logger", 9104, false);
    public static final SamplePlugin IMAGE_POLICY = new SamplePlugin("image-policy", 9105, false);

    public static final SamplePlugin SEO_METADATA = new SamplePlugin("seo-metadata", 9106, false);
    public static final SamplePlugin ANALYTICS = new SamplePlugin("analytics", 9107, true);

    public static List<SamplePlugin> all() {
        return List.of(
                EDITORIAL_POLICY,
                AUDIT_LOG,
                EMAIL_FOOTER,
                EMAIL_LOGGER,
                IMAGE_POLICY,
                SEO_METADATA,
                ANALYTICS);
    }
}
