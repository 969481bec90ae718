package dev.hookline.media.serving;

import java.nio.file.Path;

/** A part of a local file, to be sent without passing through this process. */
record FileSlice(Path file, long offset, long length) {}
