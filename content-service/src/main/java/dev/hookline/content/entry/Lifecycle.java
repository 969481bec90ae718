package dev.hookline.content.entry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an entry is in its life, with what only exists there. */
public sealed interface Lifecycle {

    /** Seen by those who write. */
    record Draft() implements Lifecycle {}

    /** A draft that will be published. */
    record Scheduled(Schedule publication) implements Lifecycle {

        public Scheduled {
            Objects.requireNonNull(publication, "publication");
        }
    }

    /**
     * Seen by everybody.
     *
     * @param update when the working copy will replace the live one, null for not by itself
     */
    record Published(LiveCopy copy, @Nullable Schedule update) implements Lifecycle {

        public Published {
            Objects.requireNonNull(copy, "copy");
        }
    }

    /** Deleted, and can be restored. */
    record Trashed(Instant at) implements Lifecycle {

        public Trashed {
            Objects.requireNonNull(at, "at");
        }
    }

    default EntryStatus status() {
        return switch (this) {
            case Draft draft -> EntryStatus.DRAFT;
            case Scheduled scheduled -> EntryStatus.SCHEDULED;
            case Published published -> EntryStatus.PUBLISHED;
            case Trashed trashed -> EntryStatus.TRASHED;
        };
    }

    /** What readers see, empty while they see nothing. */
    default Optional<LiveCopy> live() {
        return this instanceof Published published ? Optional.of(published.copy) : Optional.empty();
    }

    /** The publication to come. */
    default Optional<Schedule> schedule() {
        return switch (this) {
            case Draft draft -> Optional.empty();
            case Scheduled scheduled -> Optional.of(scheduled.publication);
            case Published published -> Optional.ofNullable(published.update);
            case Trashed trashed -> Optional.empty();
        };
    }
}
