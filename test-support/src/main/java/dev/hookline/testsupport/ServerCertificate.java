package dev.hookline.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of a server, signed by itself, that nobody trusts unless told to.
 *
 * @param keyStore in PKCS #12, with the private key
 * @param pem the certificate alone
 */
public record ServerCertificate(Path keyStore, Path pem) {

    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    /**
     * Makes one.
     *
     * @param folder where its files go
     * @param subject the alternative name, {@code ip:127.0.0.1} or {@code dns:mail.example}
     */
    public static ServerCertificate make(Path folder, String subject) {
        var name = subject.replace(':', '-');
        var certificate =
                new ServerCertificate(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"));
        certificate.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-validity",
                "2",
                "-ext",
                "san=" + subject,
                "-ext",
                "bc=ca:true");
        certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
        return certificate;
    }

    /** For a server that has this certificate. */
    public SSLContext context() {
        try (var stream = Files.newInputStream(keyStore)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(stream, PASSWORD.toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-keystore", keyStore.toString(), "-storepass", PASSWORD, "-alias", ALIAS));
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
