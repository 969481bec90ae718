/**
 * The scheduled tasks of plugins: their schedules, and the ticks that go onto the bus when they are
 * due. Called by plugins over the plugin API, and by the clock. Invariant: a tick is in the outbox
 * exactly when the task's next run has been moved on, whatever number of replicas look.
 */
@NullMarked
package dev.hookline.gateway.cron;

import org.jspecify.annotations.NullMarked;
