/**
 * Idempotency keys: a creating request that is sent twice creates once. Called by creating
 * resources. Invariant: a key is completed in the transaction that creates, so that there is an
 * answer to replay exactly when there is something created.
 */
@NullMarked
package dev.hookline.kit.idempotency;

import org.jspecify.annotations.NullMarked;
