package dev.hookline.content.revision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much history is kept. */
@ConfigMapping(prefix = "hookline.revisions")
interface RevisionConfig {

    /**
     * Revisions of each entry; a save beyond it deletes the oldest. Each can take as much as an
     * entry, so more history takes more of the disk.
     */
    @WithDefault("1000")
    int keep();
}
