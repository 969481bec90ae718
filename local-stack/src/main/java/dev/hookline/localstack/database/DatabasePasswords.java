package dev.hookline.localstack.database;

import dev.hookline.localstack.files.SecretFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of one server: made once, kept in a file that only its owner may read. */
final class DatabasePasswords {

    static final String SUPERUSER = "postgres";

    private final Properties byRole;

    private DatabasePasswords(Properties byRole) {
        this.byRole = byRole;
    }

    static DatabasePasswords keptIn(Path file) {
        var passwords = new Properties();
        if (Files.exists(file)) {
            try {
                passwords.load(new StringReader(SecretFile.read(file)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        if (addMissing(passwords)) {
            var lines = new StringBuilder();
            passwords.forEach((role, password) ->
                    lines.append(role + "=" + password + System.lineSeparator()));
            SecretFile.write(file, lines.toString());
        }
        return new DatabasePasswords(passwords);
    }

    String of(String role) {
        var password = byRole.getProperty(role);
        if (password == null) {
            throw new IllegalArgumentException("no such role: " + role);
        }
        return password;
    }

    private static boolean addMissing(Properties passwords) {
        var before = passwords.size();
        passwords.computeIfAbsent(SUPERUSER, role -> random());
        ServiceDatabases.NAMES.forEach(role -> passwords.computeIfAbsent(role, unused -> random()));
        return passwords.size() > before;
    }

    private static String random() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
