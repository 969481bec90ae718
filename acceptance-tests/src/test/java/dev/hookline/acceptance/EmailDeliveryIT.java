package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.SmtpServer;
import dev.hookline.testsupport.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas of the email service and a real SMTP server. */
class EmailDeliveryIT {

    private static final int CLIENTS = 16;
    private static final int CONCURRENCY = 8;

    private static final SmtpServer SMTP = Platform.shared().smtp;
    private static final List<ProcessUnderTest> REPLICAS = new ArrayList<>();

    @BeforeAll
    static void start() {
        REPLICAS.add(Platform.shared().email());
        REPLICAS.add(ProcessUnderTest.start("email-service", Platform.emailConfiguration(SMTP)));
    }

    @AfterAll
    static void stop() {
        REPLICAS.getLast().close();
    }

    @Test
    void twoReplicasSendEachOfTenThousandMessagesOnce() throws Exception {
        var accepted = accepted("once", 10_000);

        var arrivals = arrivalsOnceAllAreThere("once", accepted);

        assertThat(arrivals.values()).containsOnly(1L);
    }

    @Test
    void aKilledReplicasMessagesAreSentByTheOther() throws Exception {
        var accepted = accepted("killed", 2_000);
        REPLICAS.getFirst().kill();

        var arrivals = arrivalsOnceAllAreThere("killed", accepted);

        // Only what was being delivered at that moment can have arrived twice, under the same id.
        var repeated = arrivals.entrySet().stream().filter(entry -> entry.getValue() > 1).toList();
        assertThat(repeated.size()).isLessThanOrEqualTo(CONCURRENCY);
        for (var recipient : repeated) {
            assertThat(SMTP.takenFor(recipient.getKey()))
                    .extracting(mail -> messageId(mail.data()))
                    .containsOnly(messageId(SMTP.takenFor(recipient.getKey()).getFirst().data()));
        }
        REPLICAS.getFirst().restart();
    }

    /** Hands in messages to unique recipients at both replicas; answers the recipients. */
    private static List<String> accepted(String name, int count) throws Exception {
        var recipients = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            recipients.add(name + "-" + i + "@example.org");
        }
        var token = TestTokens.admin();
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var posts = new ArrayList<Future<Integer>>();
            for (int i = 0; i < count; i++) {
                var replica = REPLICAS.get(i % 2).url("/api/v1/emails");
                var recipient = recipients.get(i);
                posts.add(threads.submit(() -> post(client, replica, token, recipient)));
            }
            for (var post : posts) {
                assertThat(post.get()).isEqualTo(202);
            }
        }
        return recipients;
    }

    private static int post(HttpClient client, URI replica, String token, String recipient)
            throws Exception {
        var body = "{\"to\":\"" + recipient + "\",\"subject\":\"s\",\"text\":\"t\"}";
        var request =
                HttpRequest.newBuilder(replica)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Map<String, Long> arrivalsOnceAllAreThere(String name, List<String> recipients) {
        await("all messages to arrive")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> arrivals(name).size() == recipients.size());
        await("nothing to be left in the queue")
                .atMost(Duration.ofSeconds(30))
                .until(() -> isEmpty("queued") && isEmpty("sending"));
        return arrivals(name);
    }

    private static Map<String, Long> arrivals(String name) {
        return SMTP.taken().stream()
                .map(mail -> mail.to().getFirst())
                .filter(recipient -> recipient.startsWith(name + "-"))
                .collect(Collectors.groupingBy(recipient -> recipient, Collectors.counting()));
    }

    private static boolean isEmpty(String status) {
        return given().auth()
                .oauth2(TestTokens.admin())
                .queryParam("status", status)
                .get(REPLICAS.getLast().url("/api/v1/emails"))
                .then()
                .statusCode(200)
                .extract()
                .<List<Object>>path("items")
                .isEmpty();
    }

    private static String messageId(String data) {
        return data.lines()
                .filter(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11))
                .findFirst()
                .orElseThrow();
    }
}
