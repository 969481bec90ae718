package dev.hookline.localstack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.localstack.port.FreePorts;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalMailTest {

    private final FreePorts free = new FreePorts();
    private int smtp;
    private int pages;
    private LocalMail mail;

    @BeforeEach
    void start() {
        smtp = free.nearest(31_025);
        pages = free.nearest(38_025);
        mail = LocalMail.start(smtp, pages);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void showsWhatArrivedToProgramsTheNewestFirst() throws Exception {
        send("first", "one");
        send("Grüße", "zwei ✓");

        assertThat(mail.received())
                .extracting(ReceivedMail::subject)
                .containsExactly("Grüße", "first");
        assertThat(get("/messages").body())
                .contains("\"text\":\"zwei ✓")
                .contains("ann@example.org");
    }

    @Test
    void showsItToPeopleAndRunsNothingInIt() throws Exception {
        send("<script>alert(1)</script>", "<img src=x onerror=alert(1)>");

        var page = get("/");

        assertThat(page.body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script")
                .doesNotContain("<img");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(get("/other").statusCode()).isEqualTo(404);
    }

    @Test
    void forgetsOnDemand() throws Exception {
        send("first", "one");

        var answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address("/messages")).DELETE().build(),
                                HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(mail.received()).isEmpty();
    }

    private void send(String subject, String text) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(smtp));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("bob@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ann@example.org"));
        message.setSubject(subject, "utf-8");
        message.setText(text, "utf-8");
        Transport.send(message);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + pages + path);
    }
}
