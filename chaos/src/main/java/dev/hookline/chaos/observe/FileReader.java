package dev.hookline.chaos.observe;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.ReadFile;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.stack.Replica;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;

/** Fetches every file from every replica. */
public final class FileReader implements AutoCloseable {

    private final List<Replica> replicas;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    public FileReader(List<Replica> replicas) {
        this.replicas = replicas;
    }

    /** Fetches what is stored, and what was removed. */
    public void addTo(Evidence evidence) throws IOException, InterruptedException {
        var ids = new LinkedHashSet<String>();
        evidence.stored(Stored.File.class).forEach(file -> ids.add(file.id()));
        evidence.history().operations().stream()
                .filter(one -> one.action() == Action.REMOVE_FILE && one.isAcknowledged())
                .forEach(one -> ids.add(one.subject()));
        for (var id : ids) {
            for (var replica : replicas) {
                evidence.add(fetch(id, replica));
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private ReadFile fetch(String id, Replica replica) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(replica.ownUrl().resolve("/media/" + id))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new ReadFile(id, replica.name(), answer.statusCode(), digest(answer.body()));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
