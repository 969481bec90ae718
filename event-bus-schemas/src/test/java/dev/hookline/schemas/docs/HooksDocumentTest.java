package dev.hookline.schemas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.CommittedFile;
import dev.hookline.schemas.hook.HookCatalogue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HooksDocumentTest {

    @Test
    void committedDocumentIsUpToDate() {
        new CommittedFile(Path.of("../docs/hooks.md"), "docs.write")
                .assertIs(HooksDocument.markdown());
    }

    @Test
    void hasOneRowPerHook() {
        assertThat(HooksDocument.markdown().lines().filter(line -> line.contains("[answer][")))
                .hasSize(HookCatalogue.all().size());
    }
}
