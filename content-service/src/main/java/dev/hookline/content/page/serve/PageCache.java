package dev.hookline.content.page.serve;

import dev.hookline.content.page.site.PagesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Rendered documents, bounded in bytes; those not asked for longest make room. A document is used
 * only under the stamp that it was rendered for. Requests that miss at the same time render once.
 */
@ApplicationScoped
class PageCache {

    /** A document in the cache, with the validators that are sent with it. */
    record Entry(
            String stamp, Rendered document, String tag, String contributionsTag, Instant end) {}

    private record Flight(String key, String stamp) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Flight, CompletableFuture<Entry>> flights = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;
    private final Clock clock;
    private final long limit;
    private long size;

    PageCache(PagesConfig config, MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.limit = config.cache().size().asLongValue();
        metrics.gauge("hookline.pages.cache.size", this, PageCache::size);
    }

    /**
     * The document for a key and stamp.
     *
     * @param stamp names everything that the document is made of
     * @param renderer makes the document; called once at a time for each key and stamp
     */
    Entry get(String key, String stamp, Supplier<Rendered> renderer) {
        var present = find(key, stamp);
        metrics.counter("hookline.pages.requests", "cache", present.isPresent() ? "hit" : "miss")
                .increment();
        return present.orElseGet(() -> fly(new Flight(key, stamp), renderer));
    }

    private Entry fly(Flight flight, Supplier<Rendered> renderer) {
        var mine = new CompletableFuture<Entry>();
        var other = flights.putIfAbsent(flight, mine);
        if (other != null) {
            return join(other);
        }
        try {
            var entry = entryOf(flight.stamp(), renderer.get());
            put(flight.key(), entry);
            mine.complete(entry);
            return entry;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(flight);
        }
    }

    private static Entry join(CompletableFuture<Entry> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Entry entryOf(String stamp, Rendered document) {
        var end = document.usable().map(clock.instant()::plus).orElse(Instant.MAX);
        return new Entry(
                stamp,
                document,
                Rendered.tagOf(document.body()),
                Rendered.tagOf(document.contributions()),
                end);
    }

    private synchronized Optional<Entry> find(String key, String stamp) {
        var entry = entries.get(key);
        return entry != null && entry.stamp().equals(stamp) && entry.end().isAfter(clock.instant())
                ? Optional.of(entry)
                : Optional.empty();
    }

    private synchronized void put(String key, Entry entry) {
        var former = entries.remove(key);
        size -= former == null ? 0 : former.document().size();
        if (entry.document().size() > limit / 4) {
            return;
        }
        entries.put(key, entry);
        size += entry.document().size();
        Iterator<Entry> oldest = entries.values().iterator();
        while (size > limit && oldest.hasNext()) {
            size -= oldest.next().document().size();
            oldest.remove();
        }
    }

    synchronized long size() {
        return size;
    }
}
