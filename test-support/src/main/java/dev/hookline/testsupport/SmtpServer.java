package dev.hookline.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A real SMTP server on a free port that behaves towards each recipient as a test says. */
public final class SmtpServer implements AutoCloseable {

    /**
     * One message as it came over the wire.
     *
     * @param at when it was taken
     * @param parameters what the client said beside the sender, {@code SMTPUTF8} for example
     */
    public record Received(
            String from,
            List<String> to,
            String data,
            String parameters,
            boolean isEncrypted,
            Instant at) {}

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> deferrals = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> silent = new ConcurrentHashMap<>();

    /** Offered to clients beside STARTTLS. */
    private final List<String> extensions;

    private final @Nullable SSLContext startTls;

    public SmtpServer() {
        this(null);
    }

    /**
     * A server with further abilities.
     *
     * @param startTls what to go over to encryption with, null for a server that cannot
     * @param extensions {@code SMTPUTF8} for example
     */
    public SmtpServer(@Nullable SSLContext startTls, String... extensions) {
        this.startTls = startTls;
        this.extensions = List.of(extensions);
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Everything that was taken for a recipient. */
    public List<Received> takenFor(String recipient) {
        return received.stream().filter(mail -> mail.to().contains(recipient)).toList();
    }

    /** How many connections were made to it. */
    public int connections() {
        return connections.get();
    }

    public List<Received> taken() {
        return List.copyOf(received);
    }

    /** Answers a recipient with 550 and these words. */
    public void refuse(String recipient, String words) {
        refusals.put(recipient, "550 " + words);
    }

    /** Answers a recipient with 451 so many times. */
    public void defer(String recipient, int times) {
        deferrals.put(recipient, new AtomicInteger(times));
    }

    /** Says nothing to the next message for a recipient until the latch is released. */
    public CountDownLatch hang(String recipient) {
        var latch = new CountDownLatch(1);
        hanging.put(recipient, latch);
        return latch;
    }

    /** Takes the next message for a recipient, and does not say so until the latch is released. */
    public CountDownLatch fallSilentAfterTaking(String recipient) {
        var latch = new CountDownLatch(1);
        silent.put(recipient, latch);
        return latch;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var conversation = new Conversation(client)) {
            conversation.hold();
        } catch (IOException | InterruptedException e) {
            // The client has gone away.
        }
    }

    private final class Conversation implements AutoCloseable {

        private Socket client;
        private BufferedReader in;
        private Writer out;
        private String from = "";
        private String parameters = "";
        private List<String> to = new CopyOnWriteArrayList<>();

        Conversation(Socket client) throws IOException {
            this.client = client;
            this.in = reader(client);
            this.out = writer(client);
        }

        @Override
        public void close() throws IOException {
            client.close();
        }

        void hold() throws IOException, InterruptedException {
            say("220 test ESMTP");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> introduceItself();
                    case "HELO" -> say("250 test");
                    case "STAR" -> encrypt();
                    case "MAIL" -> {
                        from = address(line);
                        parameters = line.substring(line.indexOf('>') + 1).strip();
                        to = new CopyOnWriteArrayList<>();
                        say("250 ok");
                    }
                    case "RCPT" -> recipient(address(line));
                    case "DATA" -> data();
                    case "RSET", "NOOP" -> say("250 ok");
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("502 unknown");
                }
            }
        }

        private void introduceItself() throws IOException {
            var lines = new ArrayList<>(List.of("test"));
            lines.addAll(extensions);
            if (startTls != null && !isEncrypted()) {
                lines.add("STARTTLS");
            }
            for (var line : lines.subList(0, lines.size() - 1)) {
                say("250-" + line);
            }
            say("250 " + lines.getLast());
        }

        private void encrypt() throws IOException {
            if (startTls == null) {
                say("502 unknown");
                return;
            }
            say("220 go on");
            var encrypted =
                    (SSLSocket)
                            startTls.getSocketFactory()
                                    .createSocket(client, "127.0.0.1", client.getPort(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            client = encrypted;
            in = reader(encrypted);
            out = writer(encrypted);
        }

        private boolean isEncrypted() {
            return client instanceof SSLSocket;
        }

        private void recipient(String address) throws IOException, InterruptedException {
            var latch = hanging.remove(address);
            if (latch != null) {
                latch.await();
            }
            var left = deferrals.get(address);
            if (refusals.containsKey(address)) {
                say(Objects.requireNonNull(refusals.get(address)));
            } else if (left != null && left.getAndDecrement() > 0) {
                say("451 try again later");
            } else {
                to.add(address);
                say("250 ok");
            }
        }

        private void data() throws IOException, InterruptedException {
            say("354 go on");
            var text = new StringBuilder();
            for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("broken off");
                }
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            received.add(
                    new Received(
                            from,
                            List.copyOf(to),
                            text.toString(),
                            parameters,
                            isEncrypted(),
                            Instant.now()));
            for (var recipient : to) {
                var latch = silent.remove(recipient);
                if (latch != null) {
                    latch.await();
                }
            }
            say("250 taken");
        }

        private void say(String line) throws IOException {
            out.write(line + "\r\n");
            out.flush();
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private static Writer writer(Socket socket) throws IOException {
            return new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
