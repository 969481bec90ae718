package dev.hookline.gateway.backlog;

import org.apache.kafka.common.TopicPartition;

/** The right to work on one partition of one plugin, until somebody takes a higher epoch. */
public record Ownership(String pluginId, TopicPartition partition, long epoch) {}
