/**
 * A real Kafka broker inside this JVM. Used by the local stack and by tests. Invariant: what a
 * caller sees running has every topic of the catalogue, and its records outlive the process.
 */
@NullMarked
package dev.hookline.localstack.broker;

import org.jspecify.annotations.NullMarked;
