package dev.hookline.gateway.backlog;

import org.apache.kafka.common.TopicPartition;

/** The events of one subject on one topic: those that keep their order. */
public record Lane(TopicPartition partition, String subject) {}
