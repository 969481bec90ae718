package dev.hookline.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookline.email.message.Message;
import dev.hookline.email.message.MessageReader;
import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.email.testing.SmtpResource;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.ServerCertificate;
import dev.hookline.testsupport.SmtpServer;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encryption, authentication and signatures with real servers; no application is restarted. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "email"))
@WithTestResource(SmtpResource.class)
class SmtpSecurityQuarkusTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Inject Vertx vertx;
    @Inject TlsConfigurationRegistry certificates;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private GreenMail smtps;

    @BeforeAll
    static void certificateOfTheServer() {
        System.setProperty(
                "greenmail.tls.keystore.file", SmtpResource.certificate().keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", ServerCertificate.PASSWORD);
    }

    @BeforeEach
    void start() {
        smtps = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        smtps.withConfiguration(GreenMailConfiguration.aConfig().withUser("mailer", "secret"));
        smtps.start();
        toClose.add(smtps::stop);
    }

    @AfterEach
    void stop() throws Exception {
        for (var closeable : toClose.reversed()) {
            closeable.close();
        }
    }

    @Test
    void signsInOverTls() throws Exception {
        assertThat(overTls("tls-configuration-name", "mail")).isInstanceOf(Delivery.Sent.class);

        assertThat(smtps.getReceivedMessages()).hasSize(1);
        assertThat(smtps.getReceivedMessages()[0].getMessageID()).isEqualTo("<1@example.org>");
    }

    @Test
    void takesAWrongPasswordForAFaultOfTheProvider() {
        var outcome = overTls("tls-configuration-name", "mail", "password", "wrong");

        assertThat(outcome).isInstanceOf(Delivery.OutOfOrder.class);
        assertThat(((Delivery.OutOfOrder) outcome).detail())
                .contains("535")
                .doesNotContain("wrong")
                .doesNotContain("secret");
        assertThat(smtps.getReceivedMessages()).isEmpty();
    }

    @Test
    void refusesACertificateOfAnUnknownIssuerUnlessToldOtherwise() {
        assertThat(overTls()).isInstanceOf(Delivery.OutOfOrder.class);
        assertThat(overTls("tls-configuration-name", "other"))
                .isInstanceOf(Delivery.OutOfOrder.class);
        // The certificate is good for the address alone.
        assertThat(overTls("tls-configuration-name", "mail", "host", "localhost"))
                .isInstanceOf(Delivery.OutOfOrder.class);
        assertThat(smtps.getReceivedMessages()).isEmpty();

        assertThat(overTls("trust-all", "true")).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void startsTlsWhereItMustAndSendsNothingWhereItCannot() {
        var able = server(new SmtpServer(SmtpResource.certificate().context()));
        var unable = server(new SmtpServer());
        var misnamed = server(new SmtpServer(SmtpResource.certificateOfAnotherName().context()));

        assertThat(send(able, "start-tls", "REQUIRED", "tls-configuration-name", "mail"))
                .isInstanceOf(Delivery.Sent.class);
        assertThat(send(able, "start-tls", "REQUIRED")).isInstanceOf(Delivery.OutOfOrder.class);
        assertThat(send(unable, "start-tls", "REQUIRED")).isInstanceOf(Delivery.OutOfOrder.class);
        assertThat(send(misnamed, "start-tls", "REQUIRED", "tls-configuration-name", "other"))
                .isInstanceOf(Delivery.OutOfOrder.class);

        assertThat(able.taken()).hasSize(1).allMatch(SmtpServer.Received::isEncrypted);
        assertThat(unable.taken()).isEmpty();
        assertThat(misnamed.taken()).isEmpty();
    }

    @Test
    void aUserNameIsNotGivenUpWhereTheServerOffersNoLogin() {
        var server = server(new SmtpServer());

        assertThat(send(server, "username", "mailer", "password", "secret"))
                .isInstanceOf(Delivery.OutOfOrder.class);

        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aMessageThatIsTooLargeForTheServerDoesNotHoldUpTheOthers() {
        var server = server(new SmtpServer(null, "SIZE 100"));

        assertThat(send(server)).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void keepsItsConnection() {
        var server = server(new SmtpServer());
        var provider = provider(Map.of("port", String.valueOf(server.port())));

        for (int i = 0; i < 5; i++) {
            assertThat(provider.deliver(mail(), message())).isInstanceOf(Delivery.Sent.class);
        }

        assertThat(server.taken()).hasSize(5);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void signsMessagesSoThatReceiversCanVerifyThem() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var server = server(new SmtpServer());

        var outcome =
                send(
                        server,
                        "dkim.enabled",
                        "true",
                        "dkim.private-key",
                        Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()),
                        "dkim.selector",
                        "hookline",
                        "dkim.sdid",
                        "example.org");

        assertThat(outcome).isInstanceOf(Delivery.Sent.class);
        var data = server.taken().getFirst().data();
        var key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        var verified = verified(data, key);
        assertThat(verified).hasSize(1);
        assertThat(verified.getFirst()).contains("example.org").contains("hookline");
        assertThatThrownBy(() -> verified(data.replace("Subject: ", "Subject: Re: "), key))
                .isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verified(data + "more\r\n", key))
                .isInstanceOf(FailException.class);
    }

    @Test
    void sendsToAnAddressThatIsNotAsciiWhereTheServerCan() throws Exception {
        var certificate = SmtpResource.certificate().context();
        var able = server(new SmtpServer(certificate, "SMTPUTF8", "8BITMIME"));
        var unable = server(new SmtpServer(certificate));

        assertThat(sendInternationally(able, "tls-configuration-name", "mail"))
                .isInstanceOf(Delivery.Sent.class);
        assertThat(sendInternationally(able)).isInstanceOf(Delivery.OutOfOrder.class);
        var refused = sendInternationally(unable, "tls-configuration-name", "mail");

        assertThat(refused).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) refused).detail()).contains("SMTPUTF8");
        assertThat(unable.taken()).isEmpty();
        assertThat(able.taken()).hasSize(1);
        var taken = able.taken().getFirst();
        assertThat(taken.isEncrypted()).isTrue();
        assertThat(taken.parameters()).contains("SMTPUTF8");
        assertThat(taken.to()).containsExactly("jürgen@xn--bcher-kva.example", "用户@example.org");
        var mime =
                new MimeMessage(
                        null,
                        new ByteArrayInputStream(taken.data().getBytes(StandardCharsets.UTF_8)));
        assertThat(mime.getMessageID()).isEqualTo("<1@example.org>");
        assertThat(mime.getSubject()).isEqualTo("Grüße");
        assertThat(taken.data())
                .contains("jürgen@xn--bcher-kva.example")
                .doesNotContain("用户")
                .containsIgnoringCase("multipart/alternative");
    }

    @Test
    void tellsTheAnswersOfSuchAServerApartToo() {
        var server = server(new SmtpServer(null, "SMTPUTF8"));
        server.refuse("jürgen@xn--bcher-kva.example", "5.1.1 no such user here");

        var refused = sendInternationally(server, "start-tls", "DISABLED");

        assertThat(refused).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) refused).detail())
                .startsWith("550 ")
                .contains("no such user here");
        server.defer("ann@example.org", 1);
        var hanging = server.hang("用户@example.org");
        var international = message().toJson().put("to", "用户@example.org");
        var provider = provider(settings("port", String.valueOf(server.port())));
        assertThat(provider.deliver(mail(), read(international)))
                .isInstanceOf(Delivery.Deferred.class);
        hanging.countDown();
        assertThat(provider.deliver(mail(), read(message().toJson().put("from", "用户@example.org"))))
                .isInstanceOf(Delivery.Deferred.class);
    }

    private Delivery sendInternationally(SmtpServer server, String... settings) {
        var more = settings("start-tls", "REQUIRED");
        more.putAll(settings(settings));
        more.put("port", String.valueOf(server.port()));
        var json = message().toJson().put("to", "Jürgen <jürgen@bücher.example>");
        json.put("subject", "Grüße").putArray("bcc").add("用户@example.org");
        return provider(more).deliver(mail(), read(json));
    }

    private static List<String> verified(String data, String key)
            throws IOException, FailException {
        var verifier =
                new DKIMVerifier((method, selector, domain) -> List.of("v=DKIM1; k=rsa; p=" + key));
        return verifier
                .verify(new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)))
                .stream()
                .map(record -> record.getDToken() + " " + record.getSelector())
                .toList();
    }

    private Delivery overTls(String... settings) {
        var more =
                settings(
                        "port",
                        String.valueOf(smtps.getSmtps().getPort()),
                        "tls",
                        "true",
                        "username",
                        "mailer",
                        "password",
                        "secret");
        more.putAll(settings(settings));
        return provider(more).deliver(mail(), message());
    }

    private Delivery send(SmtpServer server, String... settings) {
        var more = settings(settings);
        more.put("port", String.valueOf(server.port()));
        return provider(more).deliver(mail(), message());
    }

    private SmtpServer server(SmtpServer server) {
        toClose.add(server);
        return server;
    }

    /** A provider as if {@code quarkus.mailer} had these settings. */
    private SmtpProvider provider(Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        properties.put("quarkus.mailer.host", "127.0.0.1");
        settings.forEach((name, value) -> properties.put("quarkus.mailer." + name, value));
        var mailers =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(MailersRuntimeConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 500))
                        .build()
                        .getConfigMapping(MailersRuntimeConfig.class);
        var config = new Config();
        var client = new SmtpClient(vertx, mailers, certificates, config);
        client.start(new StartupEvent());
        toClose.add(client::stop);
        var international =
                new InternationalClient(mailers, certificates, config, Clock.systemUTC());
        return new SmtpProvider(client, international, config);
    }

    private static Map<String, String> settings(String... namesAndValues) {
        var settings = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static ClaimedMail mail() {
        return new ClaimedMail(
                "1",
                "admin",
                JsonNodeFactory.instance.objectNode(),
                null,
                "<1@example.org>",
                null,
                null,
                0,
                Instant.EPOCH,
                new UUID(0, 1));
    }

    private static Message message() {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("to", "ann@example.org")
                        .put("subject", "Hello")
                        .put("text", "How are you?\n\n.\nGrüße")
                        .put("html", "<p>Grüße</p>");
        return read(json);
    }

    private static Message read(ObjectNode json) {
        return ((MessageReader.Read.Valid) MessageReader.read(json)).message();
    }

    private record Config() implements SmtpConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration timeout() {
            return TIMEOUT;
        }

        @Override
        public Duration finalTimeout() {
            return TIMEOUT;
        }

        @Override
        public String from() {
            return "desk@example.org";
        }
    }
}
