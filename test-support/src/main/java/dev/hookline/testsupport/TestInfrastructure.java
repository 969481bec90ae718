package dev.hookline.testsupport;

import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.token.AccessTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The broker and the database of this test run.
 *
 * <p>They live in a process of their own, started by the first caller: class loaders come and go
 * with each Quarkus application, a broker must not.
 */
public final class TestInfrastructure {

    private final Properties known;

    private TestInfrastructure(Properties known) {
        this.known = known;
    }

    /** The infrastructure of this JVM; the first call starts it and takes some seconds. */
    public static TestInfrastructure shared() {
        var file =
                OncePerProcess.value(
                        "dev.hookline.testsupport.infrastructure", InfrastructureProcess::launch);
        var known = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            known.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new TestInfrastructure(known);
    }

    public String bootstrapServers() {
        return get(InfrastructureProcess.BOOTSTRAP_SERVERS);
    }

    /**
     * The login of a service.
     *
     * @param database {@code content}, {@code media}, {@code email} or {@code gateway}
     */
    public DatabaseLogin login(String database) {
        return new DatabaseLogin(
                get(database + ".url"), get(database + ".username"), get(database + ".password"));
    }

    /** The superuser, who may look into {@code pg_stat_activity}. */
    public DatabaseLogin superuser() {
        return login(InfrastructureProcess.SUPERUSER);
    }

    /** The configuration of a service that uses this infrastructure, in Quarkus property names. */
    public Map<String, String> configurationOf(String database) {
        var login = login(database);
        var configuration = new HashMap<String, String>();
        configuration.put("quarkus.datasource.jdbc.url", login.jdbcUrl());
        configuration.put("quarkus.datasource.username", login.username());
        configuration.put("quarkus.datasource.password", login.password());
        configuration.putAll(configurationWithoutDatabase());
        return configuration;
    }

    Map<String, String> configurationWithoutDatabase() {
        return Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers(),
                "mp.jwt.verify.publickey.location",
                "file:" + TestTokens.publicKeyFile(),
                "mp.jwt.verify.issuer",
                "https://hookline.local",
                "mp.jwt.verify.audiences",
                AccessTokens.AUDIENCE);
    }

    private String get(String key) {
        var value = known.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the infrastructure has no " + key);
        }
        return value;
    }
}
