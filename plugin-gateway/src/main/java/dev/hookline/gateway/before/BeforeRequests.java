package dev.hookline.gateway.before;

import dev.hookline.gateway.memory.HookMemory;
import dev.hookline.gateway.pipeline.PipelineRequest;
import dev.hookline.gateway.pipeline.PipelineRunner;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.call.HookReply;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes hook requests from the bus. Each runs on a virtual thread of its own, so that one that
 * waits for a hanging plugin delays nobody; the offset is free at once, since a request is
 * worthless after its deadline anyway.
 */
@ApplicationScoped
class BeforeRequests {

    private static final Logger LOG = Logger.getLogger(BeforeRequests.class);

    private final RecordSignatures signatures;
    private final RequestReader reader;
    private final PipelineRunner pipelines;
    private final ReplySender replies;
    private final HookMemory budget;
    private final Clock clock;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BeforeRequests(
            RecordSignatures signatures,
            RequestReader reader,
            PipelineRunner pipelines,
            ReplySender replies,
            HookMemory budget,
            BeforeRequestsConfig config,
            Clock clock) {
        this.signatures = signatures;
        this.reader = reader;
        this.pipelines = pipelines;
        this.replies = replies;
        this.budget = budget;
        this.clock = clock;
        this.places = new Semaphore(config.concurrency());
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    @Incoming("before-requests")
    void receive(ConsumerRecord<String, byte[]> message) {
        if (!signatures.isGenuine(message)) {
            return;
        }
        if (places.tryAcquire()) {
            threads.execute(() -> handle(message));
        } else {
            refuse(message);
        }
    }

    private void handle(ConsumerRecord<String, byte[]> message) {
        try {
            var memory = budget.forRequest(message.value());
            if (memory.isEmpty()) {
                refuse(message);
                return;
            }
            try (var held = memory.get()) {
                switch (reader.read(message, held)) {
                    case RequestReader.Unreadable unreadable -> refuse(message, unreadable);
                    case RequestReader.Readable one ->
                            run(
                                    one.request(),
                                    () -> pipelines.run(one.request(), one.directoryRevision()));
                    case RequestReader.Several several ->
                            run(
                                    several.requests().getFirst(),
                                    () ->
                                            pipelines.runAll(
                                                    several.requests(),
                                                    several.directoryRevision()));
                }
            }
        } finally {
            places.release();
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> message) {
        var requestId = RequestReader.requestIdOf(message);
        if (requestId != null) {
            replies.send(requestId, failed("the plugin gateway is overloaded"));
        }
    }

    /** The sender may be of a newer release and ask what this gateway does not know. */
    private void refuse(
            ConsumerRecord<String, byte[]> message, RequestReader.Unreadable unreadable) {
        LOG.warnf(
                "hook request is not readable topic=%s subject=%s requestId=%s: %s",
                message.topic(), message.key(), unreadable.requestId(), unreadable.reason());
        if (unreadable.requestId() != null) {
            replies.send(
                    unreadable.requestId(),
                    failed("the plugin gateway could not read the hook request"));
        }
    }

    /**
     * Runs a request if it is in time.
     *
     * @param request the request, or the first of several with the same id and deadline
     */
    private void run(PipelineRequest request, Supplier<HookReply> pipeline) {
        var requestId = request.requestId();
        if (!request.deadline().isAfter(clock.instant())) {
            LOG.infof(
                    "hook request dropped after its deadline hook=%s requestId=%s",
                    request.hook().name(), requestId);
            return;
        }
        try {
            replies.send(requestId, pipeline.get());
        } catch (RuntimeException e) {
            // Whatever went wrong here, the caller must not be left waiting.
            LOG.errorf(e, "pipeline broke requestId=%s", requestId);
            replies.send(requestId, failed("the plugin gateway could not run the hook"));
        }
    }

    private static HookReply failed(String detail) {
        return new HookReply(HookReply.Outcome.FAILED, null, null, detail, List.of());
    }
}
