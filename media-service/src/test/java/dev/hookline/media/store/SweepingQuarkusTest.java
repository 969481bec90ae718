package dev.hookline.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.media.item.Item;
import dev.hookline.media.item.MediaItems;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a removal and an upload of the same bytes meet, with the real database between them. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "media"))
class SweepingQuarkusTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NOT_SO_LONG_AGO = LONG_AGO.plus(Duration.ofDays(1));

    @Inject MediaStore store;
    @Inject MediaItems items;
    @Inject HashLock locks;
    @Inject AgroalDataSource database;
    @TempDir Path directory;

    private Orphans orphans;
    private Path received;
    private Sha256 hash;

    @BeforeEach
    void orphan() throws IOException {
        orphans = new Orphans(database, locks, store);
        received = Files.writeString(directory.resolve("received"), UUID.randomUUID().toString());
        hash = Sha256.of(received);
        store.keep(hash, received);
        age();
    }

    @AfterEach
    void remove() throws IOException {
        store.remove(hash);
    }

    @Test
    void removesWhatNoItemHas() throws IOException {
        assertThat(orphans.among(List.of(hash))).containsExactly(hash);
        assertThat(orphans.remove(hash, NOT_SO_LONG_AGO)).isTrue();
        assertThat(store.find(hash)).isEmpty();
        assertThat(orphans.remove(hash, NOT_SO_LONG_AGO)).isFalse();
    }

    @Test
    void leavesWhatAnItemHas() throws IOException {
        record();

        assertThat(orphans.among(List.of(hash, new Sha256("0".repeat(64)))))
                .containsExactly(new Sha256("0".repeat(64)));
        assertThat(orphans.remove(hash, NOT_SO_LONG_AGO)).isFalse();
        assertThat(store.find(hash)).isPresent();
    }

    @Test
    void leavesWhatWasKeptAgainSinceItWasListed() throws IOException {
        assertThat(orphans.among(List.of(hash))).containsExactly(hash);

        store.keep(hash, received);

        assertThat(orphans.remove(hash, NOT_SO_LONG_AGO)).isFalse();
        assertThat(store.find(hash)).isPresent();
    }

    @Test
    void waitsForAnItemThatIsBeingRecorded() throws Exception {
        CompletableFuture<Boolean> removal;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            removal =
                    QuarkusTransaction.requiringNew()
                            .call(() -> {
                                locks.acquire(hash);
                                var removing =
                                        CompletableFuture.supplyAsync(
                                                () -> orphans.remove(hash, NOT_SO_LONG_AGO),
                                                threads);
                                await().until(this::isAnybodyWaiting);
                                items.add(item());
                                return removing;
                            });
            assertThat(removal.get(1, TimeUnit.MINUTES)).isFalse();
        }
        assertThat(store.find(hash)).isPresent();
    }

    @Test
    void keepsAnUploadWaitingThatThenFindsNothing() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] upload = new CompletableFuture<?>[1];
            var slow =
                    new Orphans(database, locks, store) {
                        @Override
                        List<Sha256> among(List<Sha256> hashes) {
                            var found = super.among(hashes);
                            upload[0] =
                                    CompletableFuture.runAsync(
                                            SweepingQuarkusTest.this::record, threads);
                            await().until(SweepingQuarkusTest.this::isAnybodyWaiting);
                            return found;
                        }
                    };

            assertThat(slow.remove(hash, NOT_SO_LONG_AGO)).isTrue();

            upload[0].get(1, TimeUnit.MINUTES);
        }
        assertThat(store.find(hash)).isPresent();
        assertThat(orphans.among(List.of(hash))).isEmpty();
    }

    @Test
    void isRemovedByOneOfTwoReplicas() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    CompletableFuture.supplyAsync(
                            () -> orphans.remove(hash, NOT_SO_LONG_AGO), threads);
            var second =
                    CompletableFuture.supplyAsync(
                            () -> orphans.remove(hash, NOT_SO_LONG_AGO), threads);
            assertThat(List.of(first.get(1, TimeUnit.MINUTES), second.get(1, TimeUnit.MINUTES)))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    /** The end of an upload, as it is after its keep. */
    private void record() {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    locks.acquire(hash);
                    keepIfGone();
                    items.add(item());
                });
    }

    private void keepIfGone() {
        try {
            if (store.find(hash).isEmpty()) {
                store.keep(hash, received);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Item item() {
        return new Item(
                UUID.randomUUID().toString().substring(0, 26),
                "a.txt",
                "text/plain",
                null,
                36,
                hash,
                null,
                null,
                null,
                "somebody",
                1,
                LONG_AGO,
                LONG_AGO);
    }

    private void age() throws IOException {
        Files.setLastModifiedTime(store.localFile(hash).orElseThrow(), FileTime.from(LONG_AGO));
    }

    /** Asked over a connection of its own: the caller may be in a transaction. */
    private boolean isAnybodyWaiting() {
        return QuarkusTransaction.suspendingExisting()
                .call(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement();
                            var rows =
                                    statement.executeQuery(
                                            "SELECT count(*) FROM pg_locks"
                                                    + " WHERE locktype = 'advisory'"
                                                    + " AND NOT granted")) {
                        rows.next();
                        return rows.getInt(1) > 0;
                    }
                });
    }
}
