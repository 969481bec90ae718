package dev.hookline.localstack.database;

import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The files of one PostgreSQL server, from their first making to their settings. */
record Cluster(Path directory) {

    private static final String SETTINGS = "hookline.conf";

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    Path passwords() {
        return directory.resolve("passwords.properties");
    }

    /** Makes the data directory on the first start; a first start that died halfway is redone. */
    void initialiseOnce(Command command, DatabasePasswords passwords) {
        if (Files.exists(data())) {
            return;
        }
        var unfinished = directory.resolve("data.unfinished");
        var passwordFile = directory.resolve("initial-password");
        try {
            Trees.delete(unfinished);
            Files.createDirectory(unfinished);
            command.account().own(unfinished);
            SecretFile.write(passwordFile, passwords.of(DatabasePasswords.SUPERUSER));
            command.account().own(passwordFile);
            initialise(command, unfinished, passwordFile);
            Files.writeString(
                    unfinished.resolve("postgresql.conf"),
                    "include_if_exists '" + SETTINGS + "'\n",
                    StandardOpenOption.APPEND);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not create " + data(), failure);
        } finally {
            Trees.delete(passwordFile);
        }
    }

    void configure(Command command, DatabaseSettings settings) {
        var file = data().resolve(SETTINGS);
        try {
            Files.writeString(file, settings.configuration());
            // Made here, for the server may not be allowed to make files in our directory.
            Files.writeString(log(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("could not write to " + directory, failure);
        }
        command.account().own(file);
        command.account().own(log());
    }

    private static void initialise(Command command, Path data, Path passwordFile) {
        command.run(
                "initdb",
                "--pgdata=" + data,
                "--username=" + DatabasePasswords.SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of characters on every machine, whatever locales it has.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // The files of a cluster that is not whole yet need not survive a power cut.
                "--no-sync",
                "--no-instructions");
    }
}
