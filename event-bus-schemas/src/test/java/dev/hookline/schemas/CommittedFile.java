package dev.hookline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated file that is committed, so that a diff shows what changes.
 *
 * @param switchName the system property that writes the file instead of comparing it
 */
public record CommittedFile(Path path, String switchName) {

    public void assertIs(String generated) {
        try {
            if (Boolean.getBoolean(switchName)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, generated);
            }
            assertThat(Files.exists(path) ? Files.readString(path) : "")
                    .as(
                            "%s is out of date; write it anew with: ./mvnw test -pl"
                                    + " event-bus-schemas -D%s=true, and commit it",
                            path.getFileName(), switchName)
                    .isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
