package dev.hookline.email.provider;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SilenceLimit} of {@link InternationalClient}: waits longer once the message has been
 * sent as a whole.
 */
final class PatientTransport extends SMTPTransport {

    private final SmtpConfig config;
    private final Sockets sockets;
    private boolean isAfterDot;

    PatientTransport(Session session, SmtpConfig config, Sockets sockets) {
        super(session, null);
        this.config = config;
        this.sockets = sockets;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        isAfterDot = true;
        sockets.waitFor(config.finalTimeout().toMillis());
        super.finishData();
    }

    /** What a failure comes to: a silent server, if a connected socket has timed out. */
    Exception named(MessagingException failure) {
        return sockets.isConnected() && isTimeout(failure)
                ? new SilentServerException(
                        isAfterDot ? config.finalTimeout() : config.timeout(), isAfterDot)
                : failure;
    }

    private static boolean isTimeout(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof SocketTimeoutException || isTimeout(failure.getCause()));
    }

    /** Makes the socket of one connection and keeps hold of it. */
    static final class Sockets extends SocketFactory {

        private final SocketFactory factory;
        private @Nullable Socket socket;

        Sockets(SocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() throws IOException {
            return kept(factory.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return kept(factory.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return kept(factory.createSocket(host, port, local, localPort));
        }

        private void waitFor(long millis) throws IOException {
            if (socket != null) {
                socket.setSoTimeout(Math.toIntExact(millis));
            }
        }

        private boolean isConnected() {
            return socket != null && socket.isConnected();
        }

        private Socket kept(Socket made) {
            socket = made;
            return made;
        }
    }
}
