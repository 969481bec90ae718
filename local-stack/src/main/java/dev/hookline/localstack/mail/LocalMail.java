package dev.hookline.localstack.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The SMTP server and the page that shows what it has taken. */
public final class LocalMail implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int MOST_MESSAGES = 1_000;
    private static final int STARTS_WITHIN_MILLIS = 10_000;

    private final GreenMail smtp;
    private final HttpServer pages;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalMail(GreenMail smtp, HttpServer pages) {
        this.smtp = smtp;
        this.pages = pages;
        pages.setExecutor(threads);
        pages.createContext("/", this::answer);
        pages.start();
    }

    /** Returns when both ports are open. */
    public static LocalMail start(int smtpPort, int pagePort) {
        try {
            var pages = HttpServer.create(new InetSocketAddress(HOST, pagePort), 0);
            var setup = new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP);
            setup.setServerStartupTimeout(STARTS_WITHIN_MILLIS);
            var smtp = new GreenMail(setup);
            smtp.start();
            return new LocalMail(smtp, pages);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What has arrived, the newest first. */
    List<ReceivedMail> received() {
        var messages = smtp.getReceivedMessages();
        if (messages.length > MOST_MESSAGES) {
            forgetEverything();
        }
        return Arrays.stream(messages).map(ReceivedMail::of).toList().reversed();
    }

    @Override
    public void close() {
        pages.stop(0);
        threads.shutdownNow();
        smtp.stop();
    }

    private void forgetEverything() {
        try {
            smtp.purgeEmailFromAllMailboxes();
        } catch (FolderException failure) {
            throw new IllegalStateException("could not forget messages", failure);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> send(exchange, "text/html", MailPage.html(received()));
                case "GET /messages" ->
                        send(exchange, "application/json", MailPage.json(received()));
                case "DELETE /messages" -> {
                    forgetEverything();
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + ";charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
