package dev.hookline.localstack.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses where the programs of PostgreSQL are unpacked: once per user if that can be. */
final class BinariesDirectory {

    private BinariesDirectory() {}

    static Path of(ServerAccount account, Cluster cluster) {
        return switch (account) {
            case ServerAccount.Caller caller -> cacheOrElse(cluster.directory());
            // The caches of root are closed to the account nobody.
            case ServerAccount.Nobody nobody -> cluster.directory();
        };
    }

    private static Path cacheOrElse(Path fallback) {
        var configured = System.getenv("XDG_CACHE_HOME");
        var caches =
                configured == null || configured.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(configured);
        try {
            return Files.createDirectories(caches.resolve("hookline"));
        } catch (IOException readOnly) {
            return fallback;
        }
    }
}
