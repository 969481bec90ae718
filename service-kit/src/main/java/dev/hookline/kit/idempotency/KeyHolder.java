package dev.hookline.kit.idempotency;

import java.util.UUID;

/**
 * One request's right to complete an idempotency key.
 *
 * @param claim tells this request from an earlier one that gave up or died
 */
record KeyHolder(String principal, String key, UUID claim) {}
