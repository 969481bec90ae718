package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.testsupport.PluginAnswer;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.RecordedCall;
import dev.hookline.testsupport.TestInfrastructure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The email service is killed once, with a message at every point of its way.
 *
 * <pre>
 *   accepted ─ beforeSend ─ kept ─ at the server ─ taken ─ told ─ recorded ─ afterSend
 *   waiting ┘     asked ┘   deferred ┘    silent ┘   untold ┘   announced ┘
 * </pre>
 */
class EmailKillsIT {

    private static final String BEFORE = "email:beforeSend";
    private static final String AFTER = "email:afterSend";
    private static final String FOOTER = "\n\n-- Sent via EmDash";
    private static final Duration LONG = Duration.ofSeconds(40);

    /** The advisory lock of the outbox relay. */
    private static final long RELAY_LOCK = 0x686f6f6b6c696e65L;

    private final Platform platform = Platform.shared();
    private final MailClient mails = new MailClient(platform.email().url());
    private final Operator operator = new Operator(platform.gateway.url());
    private final PluginFixture plugin = PluginFixture.start("email-footer");
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final String asked = address("asked");
    private final String untold = address("untold");
    private final String announced = address("announced");
    private final List<String> hanging = addresses("hanging", 3);
    private final List<String> silent = addresses("silent", 3);
    private final List<String> waiting = addresses("waiting", 5);

    @AfterEach
    void tidyUp() {
        platform.email();
        operator.close();
        plugin.close();
    }

    @Test
    void noMessageIsLostAndOnlyThoseInFlightArriveTwiceUnderTheSameId() throws Exception {
        plugin.manifest("capabilities", List.of("hooks.email-events:register"))
                .hook(BEFORE, Map.of("timeout", 5_000), this::answer)
                .hook(AFTER, PluginBehaviour.keep());
        operator.install(plugin);
        Operator.awaitEffect(
                () -> mails.settings().body("middleware.beforeSend", contains("email-footer")));
        platform.email().kill();
        var ids = new ArrayList<String>();
        try (var relay = database();
                var askedRow = database();
                var untoldRow = database()) {
            await().until(() -> isLocked(relay));
            platform.email();
            ids.add(announced());
            ids.add(asked(askedRow));
            ids.add(untold(untoldRow));
            for (var recipient : hanging) {
                platform.smtp.hang(recipient);
                ids.add(mails.send(MailClient.to(recipient)));
            }
            for (var recipient : silent) {
                platform.smtp.fallSilentAfterTaking(recipient);
                ids.add(mails.send(MailClient.to(recipient)));
            }
            await().atMost(LONG).until(() -> silent.stream().allMatch(to -> taken(to).size() == 1));
            var untried = waiting.stream().map(to -> mails.send(MailClient.to(to))).toList();
            untried.forEach(id ->
                    mails.get(id).body("status", equalTo("queued")).body("attempts", equalTo(0)));
            ids.addAll(untried);
            await().atMost(LONG).until(() -> statementsThatWait(relay) == 2);
            assertThat(plugin.calls(AFTER)).isEmpty();

            platform.email().kill();
        }

        platform.email();

        ids.forEach(id -> mails.await(id, "sent"));
        Stream.of(List.of(asked, announced), hanging, waiting)
                .flatMap(List::stream)
                .forEach(to -> assertThat(taken(to)).as(to).hasSize(1));
        Stream.of(List.of(untold), silent)
                .flatMap(List::stream)
                .forEach(to ->
                        assertThat(taken(to)).as(to).hasSize(2).containsOnly(taken(to).getFirst()));
        assertThat(platform.smtp.takenFor(asked).getFirst().data())
                .containsOnlyOnce("-- Sent via EmDash");
        // What the plugin made of a message was kept with it, so that nobody is asked again.
        hanging.forEach(to -> assertThat(callsFor(to)).hasSize(1));
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(plugin.calls(AFTER))
                                .extracting(call -> call.event().at("/message/to").asText())
                                .containsExactlyInAnyOrderElementsOf(everybody()));
    }

    /** Sent and committed, while nobody may relay the outbox. */
    private String announced() {
        return mails.sendAndWait(MailClient.to(announced))
                .body("status", equalTo("sent"))
                .extract()
                .path("id");
    }

    /** The plugin has answered, and its answer cannot be kept. */
    private String asked(Connection lock) throws Exception {
        var id = mails.send(MailClient.to(asked));
        await().atMost(LONG).until(() -> !callsFor(asked).isEmpty());
        lock(lock, id);
        plugin.release();
        return id;
    }

    /** The server has said that it took the message, and that cannot be recorded. */
    private String untold(Connection lock) throws Exception {
        var latch = platform.smtp.fallSilentAfterTaking(untold);
        var id = mails.send(MailClient.to(untold));
        await().atMost(LONG).until(() -> taken(untold).size() == 1);
        lock(lock, id);
        latch.countDown();
        return id;
    }

    private void answer(RecordedCall call, PluginAnswer answer) throws IOException {
        if (isFor(asked, call) && callsFor(asked).size() == 1) {
            answer.awaitRelease();
        }
        PluginBehaviour.valueOf(EmailKillsIT::footer).answer(call, answer);
    }

    private static Object footer(RecordedCall call) {
        var message = call.event().get("message").<ObjectNode>deepCopy();
        return message.put("text", message.get("text").asText() + FOOTER);
    }

    private static boolean isFor(String recipient, RecordedCall call) {
        return call.event().at("/message/to").asText().equals(recipient);
    }

    private List<RecordedCall> callsFor(String recipient) {
        return plugin.calls(BEFORE).stream().filter(call -> isFor(recipient, call)).toList();
    }

    /** The ids under which messages for a recipient were taken. */
    private List<String> taken(String recipient) {
        return platform.smtp.takenFor(recipient).stream()
                .map(mail ->
                        mail.data()
                                .lines()
                                .filter(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11))
                                .findFirst()
                                .orElseThrow())
                .toList();
    }

    private List<String> everybody() {
        return Stream.of(List.of(asked, untold, announced), hanging, silent, waiting)
                .flatMap(List::stream)
                .toList();
    }

    private String address(String name) {
        return name + "-" + run + "@example.org";
    }

    private List<String> addresses(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> address(name + i)).toList();
    }

    private static Connection database() throws SQLException {
        var login = TestInfrastructure.shared().login("email");
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    private static void lock(Connection database, String id) throws SQLException {
        database.setAutoCommit(false);
        try (var row =
                database.prepareStatement("SELECT 1 FROM email_message WHERE id = ? FOR UPDATE")) {
            row.setString(1, id);
            assertThat(row.executeQuery().next()).isTrue();
        }
    }

    private static boolean isLocked(Connection database) throws SQLException {
        return number(database, "SELECT pg_try_advisory_lock(" + RELAY_LOCK + ")::int") == 1;
    }

    private static int statementsThatWait(Connection database) throws SQLException {
        return number(
                database,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'");
    }

    private static int number(Connection database, String query) throws SQLException {
        try (var rows = database.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
