package dev.hookline.kit.idempotency;

import java.net.URI;

/**
 * What a creating request made.
 *
 * @param body what the client is shown
 * @param location path of the new resource
 * @param version its first version
 */
public record Created(Object body, URI location, long version) {}
