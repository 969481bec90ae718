package dev.hookline.plugins.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file of one JSON object a line, to which each event is added once, over all restarts. */
final class AuditLog implements AutoCloseable {

    static final int REMEMBERED = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel file;
    private final Set<String> eventIds = new HashSet<>();
    private final Deque<AuditRecord> newestFirst = new ArrayDeque<>();

    private AuditLog(FileChannel file) {
        this.file = file;
    }

    static AuditLog open(Path path) throws IOException {
        var directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var log =
                new AuditLog(
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
        log.readAll(path);
        return log;
    }

    /** Returns once the record is on the disk; an event that is there already is dropped. */
    synchronized void add(AuditRecord added) throws IOException {
        if (eventIds.contains(added.eventId())) {
            return;
        }
        var end = file.size();
        try {
            write(JSON.writeValueAsString(added) + "\n", end);
            file.force(false);
        } catch (IOException failure) {
            // Half a line must not spoil the next one.
            file.truncate(end);
            throw failure;
        }
        remember(added);
    }

    synchronized List<AuditRecord> newest(int limit) {
        return newestFirst.stream().limit(limit).toList();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    /** Drops a last line that a killed process left unfinished: its event will come again. */
    private void readAll(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        var length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        file.truncate(length);
        var whole = new String(bytes, 0, length, StandardCharsets.UTF_8);
        for (var line : whole.lines().toList()) {
            remember(JSON.readValue(line, AuditRecord.class));
        }
    }

    private void remember(AuditRecord added) {
        eventIds.add(added.eventId());
        newestFirst.addFirst(added);
        if (newestFirst.size() > REMEMBERED) {
            newestFirst.removeLast();
        }
    }

    private void write(String line, long position) throws IOException {
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
    }
}
