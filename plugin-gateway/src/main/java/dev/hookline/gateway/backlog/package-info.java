/**
 * Deliveries that wait or were given up, in PostgreSQL. Written by the owner of a partition, read
 * by operators. Invariant: what a subject has waiting is in the order of its events, and only the
 * owner of the present epoch takes anything off.
 */
@NullMarked
package dev.hookline.gateway.backlog;

import org.jspecify.annotations.NullMarked;
