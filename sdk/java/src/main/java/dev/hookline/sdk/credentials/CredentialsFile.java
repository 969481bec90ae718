package dev.hookline.sdk.credentials;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds a plugin's credentials; looked at with each call, because it appears only
 * when the plugin is installed and changes when secrets are rotated.
 */
public final class CredentialsFile {

    private static final System.Logger LOG = System.getLogger(CredentialsFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private volatile Reading last = new Reading(null, Optional.empty());

    private record Stamp(FileTime modified, long size, @Nullable Object key) {}

    private record Reading(@Nullable Stamp stamp, Optional<Credentials> credentials) {}

    public CredentialsFile(Path file) {
        this.file = file;
    }

    /** The credentials now, empty while there is no readable file. */
    public Optional<Credentials> read() {
        var stamp = stamp();
        var known = last;
        if (stamp == null) {
            return Optional.empty();
        }
        if (!stamp.equals(known.stamp())) {
            known = new Reading(stamp, parse());
            last = known;
        }
        return known.credentials();
    }

    private @Nullable Stamp stamp() {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException absent) {
            return null;
        }
    }

    private Optional<Credentials> parse() {
        try {
            return Optional.of(Credentials.of(JSON.readTree(file.toFile())));
        } catch (IOException | IllegalArgumentException failure) {
            // The parser's message could quote the file.
            LOG.log(System.Logger.Level.ERROR, "cannot read the credentials in {0}", file);
            return Optional.empty();
        }
    }
}
