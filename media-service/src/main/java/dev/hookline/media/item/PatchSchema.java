package dev.hookline.media.item;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A patch as the interface's document shows it. */
@Schema(name = "ItemPatch")
record PatchSchema(
        @Schema(description = "made safe") @Nullable String filename,
        @Schema(maxLength = Description.MAX_ALT, description = "null empties it")
                @Nullable String alt,
        @Schema(maxLength = Description.MAX_CAPTION, description = "null empties it")
                @Nullable String caption) {}
