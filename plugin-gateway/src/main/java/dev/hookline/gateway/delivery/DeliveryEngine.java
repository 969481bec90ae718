package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.Backlog;
import dev.hookline.gateway.pushstop.PushStops;
import dev.hookline.gateway.registry.DeliveryStarts;
import dev.hookline.gateway.registry.Rosters;
import dev.hookline.gateway.topic.BrokerTopics;
import dev.hookline.kit.signature.RecordSignatures;
import java.time.Clock;

/** What the deliveries to all plugins share. */
record DeliveryEngine(
        ConsumerFactory consumers,
        RecordSignatures signatures,
        DeliveryStarts starts,
        BrokerTopics topics,
        Rosters rosters,
        Attempts attempts,
        Backlog backlog,
        PushStops stops,
        Progress progress,
        DeliveryGauges gauges,
        EventMemory memory,
        Clock clock,
        DeliveryConfig config) {}
