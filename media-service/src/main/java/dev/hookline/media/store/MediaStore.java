package dev.hookline.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps bytes under their hash. Whatever is visible is whole: bytes appear at once or not at all,
 * and survive a crash once {@link #keep} has returned. All methods block; none may be called by two
 * for the same hash without {@code HashLock} where one of them deletes.
 */
public interface MediaStore {

    /**
     * Keeps a file's bytes; does nothing when they are there already, but that a store may refresh
     * {@link StoredObject#keptAt}.
     *
     * @param received on the disk, complete, with this hash, never written to again; stays where it
     *     is, the caller removes it
     * @throws StorageFullException when there is no room
     */
    void keep(Sha256 hash, Path received) throws IOException;

    /** What is known of the bytes; empty when they are not there. */
    Optional<StoredObject> find(Sha256 hash) throws IOException;

    /**
     * Reads a part of the bytes.
     *
     * @param offset of the first byte
     * @param length how many, within the size
     * @throws java.nio.file.NoSuchFileException when they are not there
     */
    InputStream read(Sha256 hash, long offset, long length) throws IOException;

    /**
     * The file with the bytes where the store is a local one, so that it can be handed to the
     * kernel; empty for every other store.
     */
    Optional<Path> localFile(Sha256 hash);

    /** Removes the bytes; does nothing when they are not there. */
    void remove(Sha256 hash) throws IOException;

    /**
     * All that is kept, in no order; close it. Reading on may fail with an unchecked exception of
     * the store.
     */
    Stream<StoredObject> all() throws IOException;

    /**
     * Removes what keeps that never ended have left behind, which is visible nowhere else.
     *
     * @param before when it was last written to
     * @return how many were removed
     */
    long removeLeftovers(Instant before) throws IOException;

    /**
     * Looks whether the store can be used now; cheap, and nothing is written. One that needs
     * nothing always can.
     *
     * @throws IOException with the reason when it cannot
     */
    default void check() throws IOException {}
}
