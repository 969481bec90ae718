package dev.hookline.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.kit.problem.ProblemException;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final FetchRights UNRESTRICTED = new FetchRights("fetcher", true, Set.of());

    private final Map<String, Deque<List<String>>> names = new HashMap<>();
    private final Site site = new Site("127.0.0.1");
    private final Fetcher openly = fetcher(true);
    private final Fetcher guarded = fetcher(false);

    @AfterEach
    void close() {
        site.close();
        openly.close();
        guarded.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void givesStatusHeadersAndTextOfTheAnswer() {
        site.on("/hello", "GET", 203, Map.of("X-Kind", "greeting"), "Grüße");

        var answer = openly.fetch(UNRESTRICTED, get(site.url("/hello?a=b")));

        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.headers()).containsEntry("x-kind", "greeting");
        assertThat(answer.headers()).doesNotContainKeys("connection", "transfer-encoding");
        assertThat(answer.body()).isEqualTo("Grüße");
        assertThat(answer.bodyBase64()).isNull();
        assertThat(answer.url()).isEqualTo(site.url("/hello?a=b"));
        assertThat(answer.truncated()).isNull();
        assertThat(site.requests().getFirst().header("connection")).isEqualTo("close");
    }

    @Test
    void sendsMethodHeadersAndBytes() {
        site.on("/data", "PUT", 200, Map.of(), "");
        var bytes = new byte[] {(byte) 0xff, 0, 1};

        openly.fetch(
                UNRESTRICTED,
                order(
                        new FetchRequest(
                                site.url("/data"),
                                "put",
                                Map.of("Content-Type", "application/x-thing", "X-A", "b"),
                                null,
                                Base64.getEncoder().encodeToString(bytes),
                                null)));

        var received = site.requests().getFirst();
        assertThat(received.method()).isEqualTo("PUT");
        assertThat(received.header("content-type")).isEqualTo("application/x-thing");
        assertThat(received.header("x-a")).isEqualTo("b");
        assertThat(received.body()).isEqualTo(bytes);
    }

    @Test
    void connectsToTheCheckedAddressAndKeepsTheName() {
        names("api.example.test", List.of("127.0.0.1"));
        site.on("/", "GET", 200, Map.of(), "here");

        var answer =
                openly.fetch(UNRESTRICTED, get("http://api.example.test:" + site.port() + "/"));

        assertThat(answer.body()).isEqualTo("here");
        assertThat(site.requests().getFirst().header("host"))
                .isEqualTo("api.example.test:" + site.port());
    }

    @Test
    void aNameThatMeansAnotherAddressTheSecondTimeLeadsNowhereElse() {
        try (var inner = new Site("127.0.0.2", site.port())) {
            inner.on("/", "GET", 200, Map.of(), "secret");
            site.on("/", "GET", 200, Map.of(), "harmless");
            names("rebinding.test", List.of("127.0.0.1"), List.of("127.0.0.2"));

            var answer =
                    openly.fetch(UNRESTRICTED, get("http://rebinding.test:" + site.port() + "/"));

            assertThat(answer.body()).isEqualTo("harmless");
            assertThat(inner.requests()).isEmpty();
        }
    }

    @Test
    void oneBadAddressAmongManyIsEnoughToRefuse() {
        names("mixed.test", List.of("8.8.8.8", "10.0.0.7"));

        refused(guarded, get("http://mixed.test/"), 403, "blocked fetch to \"mixed.test\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://10.0.0.1:5432/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost/",
                "http://metadata.google.internal/",
                "http://100.64.0.1/"
            })
    void closesTheInnerNetwork(String url) {
        refused(guarded, get(url), 403, "blocked fetch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "http://metadata.google.internal/",
                "http://0.0.0.0/"
            })
    void developmentDoesNotOpenMetadataServices(String url) {
        refused(openly, get(url), 403, "blocked fetch");
    }

    @Test
    void aRefusalDoesNotTellTheAddress() {
        names("inner.test", List.of("10.11.12.13"));

        assertThatThrownBy(() -> guarded.fetch(UNRESTRICTED, get("http://inner.test/")))
                .hasMessageNotContaining("10.11.12.13");
    }

    @Test
    void aPluginFetchesFromItsAllowedHostsOnly() {
        names("api.example.test", List.of("127.0.0.1"));
        site.on("/", "GET", 200, Map.of(), "ok");
        var plugin = restricted("*.example.test", "b.test");

        assertThat(openly.fetch(plugin, get("http://api.example.test:" + site.port())).body())
                .isEqualTo("ok");
        assertThatThrownBy(() -> openly.fetch(plugin, get("http://evil.com/")))
                .hasMessageContaining(
                        "Plugin \"fetcher\" is not allowed to fetch from host \"evil.com\"."
                                + " Allowed hosts: *.example.test, b.test");
        assertThatThrownBy(() -> openly.fetch(restricted(), get("http://evil.com/")))
                .hasMessageContaining("Plugin \"fetcher\" has no allowed hosts configured.");
    }

    @Test
    void aRedirectIsCheckedLikeTheFirstAddress() {
        names("api.example.test", List.of("127.0.0.1"));
        var plugin = restricted("api.example.test");
        var start = "http://api.example.test:" + site.port();
        site.redirect("/out", 302, "http://evil.com/");
        site.redirect("/meta", 302, "http://169.254.169.254/");
        site.redirect("/file", 302, "file:///etc/passwd");
        site.redirect("/odd", 302, "http://exa mple.org/");

        refused(openly, plugin, get(start + "/out"), 403, "evil.com");
        refused(openly, UNRESTRICTED, get(start + "/meta"), 403, "169.254.169.254");
        refused(openly, UNRESTRICTED, get(start + "/file"), 403, "Scheme 'file:'");
        refused(openly, UNRESTRICTED, get(start + "/odd"), 502, "no URL");
    }

    @Test
    void followsFiveRedirectsAndNotSix() {
        for (int i = 1; i <= 6; i++) {
            site.redirect("/" + i, 307, "/" + (i - 1));
        }
        site.on("/0", "GET", 200, Map.of(), "end");

        var answer = openly.fetch(UNRESTRICTED, get(site.url("/5")));
        assertThat(answer.body()).isEqualTo("end");
        assertThat(answer.url()).isEqualTo(site.url("/0"));
        refused(openly, get(site.url("/6")), 502, "too many redirects (max 5)");
    }

    @Test
    void credentialsStayWithTheirOrigin() {
        names("other.test", List.of("127.0.0.1"));
        site.redirect("/same", 307, "/end");
        site.redirect("/cross", 307, "http://other.test:" + site.port() + "/end");
        site.on("/end", "GET", 200, Map.of(), "");
        var headers =
                Map.of("Authorization", "Bearer s3cret", "Cookie", "a=b", "X-Harmless", "yes");

        openly.fetch(UNRESTRICTED, order(request(site.url("/same"), "GET", headers, null)));
        openly.fetch(UNRESTRICTED, order(request(site.url("/cross"), "GET", headers, null)));

        var ends = site.requests().stream().filter(r -> r.path().equals("/end")).toList();
        assertThat(ends.get(0).header("authorization")).isEqualTo("Bearer s3cret");
        assertThat(ends.get(1).header("authorization")).isNull();
        assertThat(ends.get(1).header("cookie")).isNull();
        assertThat(ends.get(1).header("x-harmless")).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET, ''",
        "302, POST, GET, ''",
        "303, POST, GET, ''",
        "303, PUT, GET, ''",
        "303, HEAD, HEAD, ''",
        "307, POST, POST, text",
        "308, PUT, PUT, text",
        "301, PUT, PUT, text",
        "302, GET, GET, ''"
    })
    void aRedirectChangesTheMethodAsBrowsersDo(
            int status, String method, String then, String body) {
        site.redirect("/from", status, "/to");
        site.on("/to", then, 200, Map.of(), "");
        var sent = method.equals("GET") || method.equals("HEAD") ? null : "text";

        openly.fetch(
                UNRESTRICTED,
                order(request(site.url("/from"), method, Map.of("Content-Language", "de"), sent)));

        var received = site.requests().getLast();
        assertThat(received.method()).isEqualTo(then);
        assertThat(new String(received.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        if (!method.equals(then)) {
            assertThat(received.header("content-language")).isNull();
        }
    }

    @Test
    void aRedirectWithoutAPlaceIsAnAnswer() {
        site.on("/", "GET", 302, Map.of(), "nowhere");

        assertThat(openly.fetch(UNRESTRICTED, get(site.url("/"))).status()).isEqualTo(302);
    }

    @Test
    void compressedAndBinaryAnswersComeAsTheyAre() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[1000]);
        }
        site.on("/zip", "GET", 200, Map.of("Content-Encoding", "gzip"), zipped.toByteArray());
        site.on("/bin", "GET", 200, Map.of(), new byte[] {(byte) 0xfe, 1});

        var answer = openly.fetch(UNRESTRICTED, get(site.url("/zip")));
        assertThat(answer.body()).isNull();
        assertThat(Base64.getDecoder().decode(answer.bodyBase64())).isEqualTo(zipped.toByteArray());
        assertThat(openly.fetch(UNRESTRICTED, get(site.url("/bin"))).bodyBase64())
                .isEqualTo("/gE=");
        assertThat(site.requests().getFirst().header("accept-encoding")).isNull();
    }

    @Test
    void anAnswerIsCutOffAtItsCap() {
        site.on("/big", "GET", 200, Map.of(), "x".repeat(300_000));

        var answer = openly.fetch(UNRESTRICTED, get(site.url("/big")));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body()).hasSize(TestConfig.CAP);
    }

    @Test
    void oneDeadlineCoversEverything() {
        site.hang("/slow");
        site.redirect("/then-slow", 302, "/slow");
        var order = order(new FetchRequest(site.url("/then-slow"), null, null, null, null, 300L));

        long started = System.nanoTime();
        refused(openly, UNRESTRICTED, order, 504, "did not answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void saysThatNobodyListensOrIsKnown() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        refused(openly, get("http://127.0.0.1:" + free + "/"), 502, "nobody listens");
        refused(openly, get("http://nowhere.test/"), 502, "no host has the name");
        refused(openly, get("https://127.0.0.1:" + site.port() + "/"), 502, "");
    }

    @Test
    void triesTheNextAddressWhenTheFirstDoesNotListen() {
        names("two.test", List.of("127.0.0.3", "127.0.0.1"));
        site.on("/", "GET", 200, Map.of(), "second");

        assertThat(openly.fetch(UNRESTRICTED, get("http://two.test:" + site.port())).body())
                .isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Connection",
                "Content-Length",
                "Transfer-Encoding",
                "Proxy-Authorization",
                "Hookline-Cause",
                "Webhook-Signature",
                "Upgrade"
            })
    void someHeadersAreNotThePluginsToSet(String name) {
        assertThatThrownBy(() -> order(request("http://x.test/", "GET", Map.of(name, "x"), null)))
                .hasMessageContaining("is not yours to set");
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        invalid(new FetchRequest(null, null, null, null, null, null), "url");
        invalid(request("http://x.test/", "TRACE", Map.of(), null), "method");
        invalid(request("http://x.test/", "CONNECT", Map.of(), null), "method");
        invalid(request("http://x.test/", "GET", Map.of("a", "b\r\nc: d"), null), "headers");
        invalid(request("http://x.test/", "GET", Map.of("a b", "c"), null), "headers");
        invalid(request("http://x.test/", "GET", Map.of(), "body"), "body");
        invalid(new FetchRequest("http://x.test/", "POST", null, "a", "YQ==", null), "bodyBase64");
        invalid(new FetchRequest("http://x.test/", "POST", null, null, "%", null), "bodyBase64");
        invalid(new FetchRequest("http://x.test/", null, null, null, null, 30_001L), "timeout");
        invalid(new FetchRequest("http://x.test/", null, null, null, null, 0L), "timeout");
        invalid(request("http://x.test/", "POST", Map.of(), "x".repeat(2000)), "body");
    }

    private static void invalid(FetchRequest request, String field) {
        assertThatThrownBy(() -> order(request))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal ->
                                assertThat(refusal.problem().errors().getFirst().field())
                                        .isEqualTo(field));
    }

    private void refused(Fetcher fetcher, FetchOrder.Accepted order, int status, String detail) {
        refused(fetcher, UNRESTRICTED, order, status, detail);
    }

    private static void refused(
            Fetcher fetcher,
            FetchRights plugin,
            FetchOrder.Accepted order,
            int status,
            String detail) {
        assertThatThrownBy(() -> fetcher.fetch(plugin, order))
                .hasMessageContaining(detail)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    private static FetchOrder.Accepted get(String url) {
        return order(request(url, "GET", Map.of(), null));
    }

    private static FetchRequest request(
            String url, String method, Map<String, String> headers, String body) {
        return new FetchRequest(url, method, headers, body, null, null);
    }

    private static FetchOrder.Accepted order(FetchRequest request) {
        return FetchOrder.check(request, new TestConfig(false));
    }

    @SafeVarargs
    private void names(String host, List<String>... answers) {
        names.put(host, new ArrayDeque<>(Arrays.asList(answers)));
    }

    /** Answers each lookup with the next of the answers; the last one stays. */
    private Fetcher fetcher(boolean allowPrivate) {
        var config = new TestConfig(allowPrivate);
        HostResolver resolver =
                host -> {
                    var answers = names.get(host);
                    if (answers == null) {
                        throw new java.net.UnknownHostException(host);
                    }
                    var answer = answers.size() > 1 ? answers.poll() : answers.getFirst();
                    var addresses = new InetAddress[answer.size()];
                    for (int i = 0; i < addresses.length; i++) {
                        addresses[i] = InetAddress.getByName(answer.get(i));
                    }
                    return List.of(addresses);
                };
        return new Fetcher(
                VERTX,
                new FetchGuard(new AddressLookup(resolver), config),
                config,
                Clock.systemUTC());
    }

    private static FetchRights restricted(String... allowedHosts) {
        return new FetchRights("fetcher", false, Set.of(allowedHosts));
    }
}
