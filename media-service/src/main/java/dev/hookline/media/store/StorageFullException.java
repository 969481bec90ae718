package dev.hookline.media.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** There is no room for the bytes; nothing of them was kept. */
public class StorageFullException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What Linux says of a full disk and of a used-up quota. */
    private static final List<String> SIGNS =
            List.of("No space left on device", "Disk quota exceeded");

    public StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells a full disk from other failures to write, which Java does not.
     *
     * @param failure of a write
     * @param directory that was written to
     * @param wanted how many bytes were to be written
     * @return a {@link StorageFullException} if that was the reason, else the failure itself
     */
    public static IOException orSame(IOException failure, Path directory, long wanted) {
        if (failure instanceof StorageFullException || !isFull(failure, directory, wanted)) {
            return failure;
        }
        return new StorageFullException(
                "no room for " + wanted + " bytes in " + directory, failure);
    }

    private static boolean isFull(IOException failure, Path directory, long wanted) {
        var message = String.valueOf(failure.getMessage());
        if (SIGNS.stream().anyMatch(message::contains)) {
            return true;
        }
        try {
            // The system's words depend on its language, its figures do not.
            return Files.getFileStore(directory).getUsableSpace() < wanted;
        } catch (IOException e) {
            return false;
        }
    }
}
