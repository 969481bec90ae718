package dev.hookline.email.provider;

import io.quarkus.mailer.runtime.DkimSignOptionsConfig;
import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.CanonicalizationAlgorithm;
import io.vertx.ext.mail.DKIMSignOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the mail server that is set under {@code quarkus.mailer}.
 *
 * <p>The client is Quarkus' own, made here because of two things that cannot be set there: a
 * connection whose server falls silent is closed (see {@link SilenceLimit}), instead of taking its
 * place in the pool for ever; and all connections belong to one event loop, as the pool loses a
 * server's greeting when it hands a new connection over to another loop.
 */
@ApplicationScoped
class SmtpClient {

    private static final Logger LOG = Logger.getLogger(SmtpClient.class);
    private static final int RELAY_PORT = 25;
    private static final int SUBMISSION_PORT = 587;

    /** Connecting, greeting, EHLO, STARTTLS, EHLO, login, and a few for the message. */
    private static final int STEPS = 10;

    private final Vertx vertx;
    private final MailConfig config;
    private final SmtpConfig smtp;
    private @Nullable Context loop;
    private @Nullable MailClient client;

    SmtpClient(
            Vertx vertx,
            MailersRuntimeConfig mailers,
            TlsConfigurationRegistry certificates,
            SmtpConfig smtp) {
        var mailer = mailers.mailers().get(Mailers.DEFAULT_MAILER_NAME);
        this.vertx = vertx;
        this.smtp = smtp;
        this.config = configOf(Objects.requireNonNull(mailer, "quarkus.mailer"), smtp.timeout());
        boolean isTls = config.isSsl();
        TlsConfiguration.from(certificates, mailer.tlsConfigurationName())
                .ifPresent(tls -> TlsConfigUtils.configure(config, tls));
        // Naming certificates must not turn STARTTLS into TLS from the first byte.
        config.setSsl(isTls);
        if (mailer.trustAll().orElse(false)) {
            config.setTrustAll(true);
        }
        // The client (4.5) checks the server's name where nothing is set, and not where "HTTPS" is.
        config.setHostnameVerificationAlgorithm("");
    }

    void start(@Observes StartupEvent event) {
        if (config.getUsername() != null
                && !config.isSsl()
                && config.getStarttls() != StartTLSOptions.REQUIRED) {
            LOG.warn(
                    "the mail server's password may travel in clear:"
                            + " set quarkus.mailer.start-tls=REQUIRED or quarkus.mailer.tls=true");
        }
        loop = vertx.getOrCreateContext();
        client = MailClient.create(new WatchedConnections(vertx, smtp), config);
    }

    @PreDestroy
    void stop() {
        if (client != null) {
            client.close();
        }
    }

    /**
     * Sends a message and waits for the server's last word.
     *
     * @throws TimeoutException when the message has neither been sent nor given up in time, which
     *     no single silence of the server explains
     * @throws ExecutionException with the server's answer or the connection's failure
     */
    void send(MailMessage message)
            throws TimeoutException, ExecutionException, InterruptedException {
        var sending = Objects.requireNonNull(client, "the service has started");
        var sent = new CompletableFuture<Void>();
        Objects.requireNonNull(loop)
                .runOnContext(now ->
                        sending.sendMail(message)
                                .onSuccess(result -> sent.complete(null))
                                .onFailure(sent::completeExceptionally));
        sent.get(longest(smtp).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Longer than a message takes whose server uses up the time-out of every step. */
    static Duration longest(SmtpConfig smtp) {
        return smtp.timeout().multipliedBy(STEPS).plus(smtp.finalTimeout());
    }

    static int portOf(MailerRuntimeConfig mailer) {
        return mailer.port()
                .orElse(mailer.tls().orElse(mailer.ssl()) ? SUBMISSION_PORT : RELAY_PORT);
    }

    private static MailConfig configOf(MailerRuntimeConfig mailer, Duration timeout) {
        boolean isTls = mailer.tls().orElse(mailer.ssl());
        int millis = Math.toIntExact(timeout.toMillis());
        var config =
                new MailConfig()
                        .setHostname(mailer.host())
                        .setPort(portOf(mailer))
                        .setSsl(isTls)
                        .setStarttls(
                                StartTLSOptions.valueOf(mailer.startTLS().toUpperCase(Locale.ROOT)))
                        .setKeepAlive(mailer.keepAlive())
                        .setKeepAliveTimeout((int) mailer.keepAliveTimeout().toSeconds())
                        .setKeepAliveTimeoutUnit(TimeUnit.SECONDS)
                        .setPoolCleanerPeriod((int) mailer.poolCleanerPeriod().toSeconds())
                        .setPoolCleanerPeriodUnit(TimeUnit.SECONDS)
                        .setMaxPoolSize(mailer.maxPoolSize())
                        .setPipelining(mailer.pipelining())
                        .setAllowRcptErrors(false)
                        .setDisableEsmtp(mailer.disableEsmtp())
                        .setMultiPartOnly(mailer.multiPartOnly())
                        .setConnectTimeout(millis);
        mailer.maxMailsPerConnection().ifPresent(config::setMaxMailsPerConnection);
        mailer.ownHostName().ifPresent(config::setOwnHostname);
        signIn(config, mailer);
        sign(config, mailer.dkim());
        return config;
    }

    /** Whoever sets a user name wants to be signed in: a server that offers no login is refused. */
    private static void signIn(MailConfig config, MailerRuntimeConfig mailer) {
        var login = LoginOption.valueOf(mailer.login().toUpperCase(Locale.ROOT));
        mailer.username().ifPresent(config::setUsername);
        mailer.password().ifPresent(config::setPassword);
        mailer.authMethods().ifPresent(config::setAuthMethods);
        config.setLogin(
                login == LoginOption.NONE && mailer.username().isPresent()
                        ? LoginOption.REQUIRED
                        : login);
    }

    private static void sign(MailConfig config, DkimSignOptionsConfig dkim) {
        if (!dkim.enabled()) {
            return;
        }
        var options = new DKIMSignOptions();
        dkim.privateKey().ifPresent(options::setPrivateKey);
        dkim.privateKeyPath().ifPresent(options::setPrivateKeyPath);
        dkim.auid().ifPresent(options::setAuid);
        dkim.selector().ifPresent(options::setSelector);
        dkim.sdid().ifPresent(options::setSdid);
        dkim.headerCanonAlgo()
                .ifPresent(how ->
                        options.setHeaderCanonAlgo(CanonicalizationAlgorithm.valueOf(how.name())));
        dkim.bodyCanonAlgo()
                .ifPresent(how ->
                        options.setBodyCanonAlgo(CanonicalizationAlgorithm.valueOf(how.name())));
        dkim.bodyLimit().ifPresent(options::setBodyLimit);
        dkim.signatureTimestamp().ifPresent(options::setSignatureTimestamp);
        dkim.expireTime().ifPresent(options::setExpireTime);
        dkim.signedHeaders().ifPresent(options::setSignedHeaders);
        config.setEnableDKIM(true).setDKIMSignOption(options);
    }
}
