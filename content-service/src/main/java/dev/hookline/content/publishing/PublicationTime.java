package dev.hookline.content.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body that schedules a publication: when it shall happen. */
record PublicationTime(@Nullable Instant at) {}
