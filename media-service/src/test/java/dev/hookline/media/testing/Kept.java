package dev.hookline.media.testing;

import static org.awaitility.Awaitility.await;

import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.TestInfrastructure;
import dev.hookline.testsupport.TopicEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that uploads leave behind, to be compared with later.
 *
 * @param files on the disk, those that are being received too
 * @param items rows in the database
 * @param events announced
 */
public record Kept(Set<String> files, long items, long events) {

    private static final String AFTER = Topics.after(HookDomain.MEDIA);
    private static final Path DIRECTORY = Path.of("target/media");

    /** As it is now. */
    public static Kept now() {
        // On its way from the outbox to the topic an event would be counted twice.
        await().pollInterval(Duration.ofMillis(10)).until(() -> count("outbox_event") == 0);
        return new Kept(allFiles(), count("media_item"), TopicEvent.countOn(AFTER));
    }

    /** Waits for at least so many events of a file, and gives all of them. */
    public static List<TopicEvent> eventsOf(String id, int count) {
        var subject = "media/" + id;
        return TopicEvent.on(AFTER, subject, subject::equals, count);
    }

    private static Set<String> allFiles() {
        if (!Files.exists(DIRECTORY)) {
            return Set.of();
        }
        try (var files = Files.walk(DIRECTORY)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(String table) {
        var login = TestInfrastructure.shared().login("media");
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
