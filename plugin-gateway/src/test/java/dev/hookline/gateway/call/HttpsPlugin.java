package dev.hookline.gateway.call;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A plugin on HTTPS with a certificate that it has signed itself; answers void to everything. */
final class HttpsPlugin implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final Path certificate;

    private HttpsPlugin(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /**
     * @param subject the certificate's alternative name, {@code ip:127.0.0.1} or {@code
     *     dns:plugin.example}
     */
    static HttpsPlugin start(Path folder, String subject) throws Exception {
        var store = folder.resolve("plugin.p12");
        var certificate = folder.resolve("plugin.pem");
        keytool(
                List.of(
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "plugin",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=plugin",
                        "-validity",
                        "2",
                        "-ext",
                        "san=" + subject,
                        "-ext",
                        "bc=ca:true"));
        keytool(
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "plugin",
                        "-file",
                        certificate.toString()));
        var server =
                HttpsServer.create(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
        return new HttpsPlugin(server, certificate);
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + arguments);
        }
    }
}
