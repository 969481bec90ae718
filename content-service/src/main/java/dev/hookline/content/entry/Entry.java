package dev.hookline.content.entry;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.time.Instant;
import java.util.Objects;

/**
 * An entry at one version; each step makes the next one.
 *
 * <pre>
 *            schedule               publish
 *   Draft ◄──────────► Scheduled ──────────► Published ──┐ publish, schedule:
 *     │ ▲  unschedule      │ due ───────────►   ▲   │  ◄─┘ the working copy goes live
 *     │ └──────────────────┼────────────────────┼───┘ unpublish
 *     └──── publish ───────┼────────────────────┘
 *   any ──trash──► Trashed ──restore──► Draft
 * </pre>
 *
 * @param content the working copy
 * @param version grows by one with every step
 * @param revision number of the save that made the working copy, counted from 1
 * @param authorId subject of whoever created it
 */
public record Entry(
        EntryKey key,
        EntryContent content,
        Lifecycle lifecycle,
        long version,
        int revision,
        String authorId,
        Instant createdAt,
        Instant updatedAt) {

    public Entry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(authorId, "authorId");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** A new draft. */
    public static Entry created(EntryKey key, EntryContent content, String authorId, Instant now) {
        return new Entry(key, content, new Lifecycle.Draft(), 1, 1, authorId, now, now);
    }

    public EntryStatus status() {
        return lifecycle.status();
    }

    public boolean isTrashed() {
        return lifecycle instanceof Lifecycle.Trashed;
    }

    /** Whether publishing would change what readers see. */
    public boolean hasUnpublishedChanges() {
        return lifecycle.live().map(live -> live.revision() != revision).orElse(true);
    }

    /** The same step, with another slug. */
    public Entry withSlug(String slug) {
        return new Entry(
                key,
                content.withSlug(slug),
                lifecycle,
                version,
                revision,
                authorId,
                createdAt,
                updatedAt);
    }

    /** A save of the working copy; readers see nothing of it yet. */
    public Entry saved(EntryContent next, Instant now) {
        requireNotTrashed();
        return new Entry(key, next, lifecycle, version + 1, revision + 1, authorId, createdAt, now);
    }

    /** Back from the trash, as a draft with the given content. */
    public Entry restored(EntryContent next, Instant now) {
        requireTrashed();
        return new Entry(
                key,
                next,
                new Lifecycle.Draft(),
                version + 1,
                revision + 1,
                authorId,
                createdAt,
                now);
    }

    /** The working copy goes live; the same entry when it already is and nothing is scheduled. */
    public Entry published(Instant now) {
        requireNotTrashed();
        if (!hasUnpublishedChanges()) {
            return lifecycle.schedule().isEmpty() ? this : unscheduled(now);
        }
        var visibleSince = lifecycle.live().map(LiveCopy::publishedAt).orElse(now);
        var live = new LiveCopy(content, revision, version + 1, visibleSince, now);
        return moved(new Lifecycle.Published(live, null), now);
    }

    /** Readers see nothing of it any more; a scheduled update is off, too. */
    public Entry unpublished(Instant now) {
        if (lifecycle.live().isEmpty()) {
            throw conflict("the entry is not published");
        }
        return moved(new Lifecycle.Draft(), now);
    }

    /** The working copy will go live at a time to come. */
    public Entry scheduled(Schedule schedule, Instant now) {
        return switch (lifecycle) {
            case Lifecycle.Draft draft -> moved(new Lifecycle.Scheduled(schedule), now);
            case Lifecycle.Scheduled scheduled -> moved(new Lifecycle.Scheduled(schedule), now);
            case Lifecycle.Published published ->
                    moved(new Lifecycle.Published(published.copy(), schedule), now);
            case Lifecycle.Trashed trashed -> throw conflict("the entry is in the trash");
        };
    }

    /** The publication to come is off. */
    public Entry unscheduled(Instant now) {
        if (lifecycle.schedule().isEmpty()) {
            throw conflict("the entry is not scheduled");
        }
        return lifecycle instanceof Lifecycle.Published published
                ? moved(new Lifecycle.Published(published.copy(), null), now)
                : moved(new Lifecycle.Draft(), now);
    }

    /** Into the trash: readers see nothing of it, and what it was to be is forgotten. */
    public Entry trashed(Instant now) {
        requireNotTrashed();
        return moved(new Lifecycle.Trashed(now), now);
    }

    /** Refuses what is only possible in the trash. */
    public void requireTrashed() {
        if (!isTrashed()) {
            throw conflict("the entry is not in the trash");
        }
    }

    /** Refuses what is not possible in the trash. */
    public void requireNotTrashed() {
        if (isTrashed()) {
            throw conflict("the entry is in the trash");
        }
    }

    private Entry moved(Lifecycle next, Instant now) {
        return new Entry(key, content, next, version + 1, revision, authorId, createdAt, now);
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }
}
