package dev.hookline.media.upload;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The form as the interface's document shows it; it is never held in memory. */
@Schema(name = "UploadForm", requiredProperties = "file")
record FormSchema(
        @Schema(
                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                        format = "binary")
                Object file,
        @Nullable @Schema(maxLength = 1_000, description = "what is to be seen") String alt,
        @Nullable @Schema(maxLength = 10_000, description = "text below it") String caption) {}
