package dev.hookline.chaos.load;

import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.history.Look;
import dev.hookline.chaos.history.Told;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.plugin.Policy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Creates, changes, publishes and deletes entries that are its own. */
final class Editor extends Worker {

    private static final String PATH = "/api/v1/content/";
    private static final int MOST_ENTRIES = 12;
    private static final int FILLER = 600;

    private final List<Entry> entries = new ArrayList<>();

    /** An entry of this editor; the version is the last that was acknowledged. */
    private static final class Entry {

        private final String collection;
        private final String id;
        private long version;
        private boolean trashed;

        Entry(String collection, String id) {
            this.collection = collection;
            this.id = id;
        }

        String subject() {
            return collection + "/" + id;
        }

        String path() {
            return PATH + subject();
        }
    }

    Editor(String name, long seed, Session session, History history, Clock clock) {
        super(name, seed, session, history, clock);
    }

    @Override
    void act() throws InterruptedException {
        if (entries.isEmpty() || entries.size() < MOST_ENTRIES && chance(15)) {
            create();
            return;
        }
        var entry = entries.get(random.nextInt(entries.size()));
        if (entry.trashed) {
            purge(entry);
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 62) {
            update(entry);
        } else if (choice < 78) {
            move(entry, Action.PUBLISH, "/publish");
        } else if (choice < 88) {
            move(entry, Action.UNPUBLISH, "/unpublish");
        } else {
            delete(entry);
        }
    }

    private void create() throws InterruptedException {
        var collection = chance(50) ? Plugins.GUARDED : Plugins.PLAIN;
        var operation = nextOperation();
        boolean kept = collection.equals(Plugins.GUARDED) && chance(15);
        var entry = new Entry(collection, (kept ? Policy.KEPT : "e-") + operation);
        boolean forbidden = collection.equals(Plugins.GUARDED) && chance(8);
        boolean keyed = chance(60);
        boolean ownId = !keyed || chance(50);
        var body =
                ownId
                        ? Map.of("id", entry.id, "data", data(operation, forbidden))
                        : Map.of("data", data(operation, forbidden));
        var request = Request.of(operation, Action.CREATE, "POST", PATH + collection).json(body);
        if (keyed) {
            request = request.with("Idempotency-Key", operation);
        }
        var pending = begin(operation, Action.CREATE).keyed(keyed).forbidden(forbidden);
        var outcome = session.send(request, true);
        var item = outcome.last().json();
        var subject = ownId ? entry.subject() : "";
        if (outcome.told() == Told.ACKNOWLEDGED) {
            var stored = new Entry(collection, item.path("id").asText());
            stored.version = item.path("version").asLong();
            entries.add(stored);
            subject = stored.subject();
            look(stored);
        }
        pending.subject(subject).end(outcome.told(), item.path("version").asLong());
    }

    private void update(Entry entry) throws InterruptedException {
        var operation = nextOperation();
        boolean forbidden = entry.collection.equals(Plugins.GUARDED) && chance(8);
        var request =
                Request.of(operation, Action.UPDATE, "PATCH", entry.path())
                        .json(Map.of("data", data(operation, forbidden)));
        if (chance(30)) {
            request = request.with("If-Match", "\"" + entry.version + "\"");
        }
        write(entry, operation, Action.UPDATE, request, forbidden);
    }

    private void move(Entry entry, Action action, String step) throws InterruptedException {
        var operation = nextOperation();
        write(
                entry,
                operation,
                action,
                Request.of(operation, action, "POST", entry.path() + step),
                false);
    }

    private void delete(Entry entry) throws InterruptedException {
        var operation = nextOperation();
        var told =
                write(
                        entry,
                        operation,
                        Action.DELETE,
                        Request.of(operation, Action.DELETE, "DELETE", entry.path()),
                        entry.id.startsWith(Policy.KEPT));
        if (told == Told.ACKNOWLEDGED) {
            if (chance(40)) {
                entry.trashed = true;
            } else {
                entries.remove(entry);
            }
        } else if (told == Told.UNKNOWN) {
            entries.remove(entry);
        }
    }

    private void purge(Entry entry) throws InterruptedException {
        var operation = nextOperation();
        write(
                entry,
                operation,
                Action.PURGE,
                Request.of(operation, Action.PURGE, "DELETE", entry.path() + "?permanent=true"),
                entry.id.startsWith(Policy.KEPT));
        entries.remove(entry);
    }

    private Told write(
            Entry entry, String operation, Action action, Request request, boolean forbidden)
            throws InterruptedException {
        var pending = begin(operation, action).subject(entry.subject()).forbidden(forbidden);
        var outcome = session.send(request, true);
        long version = outcome.last().json().path("version").asLong();
        pending.end(outcome.told(), outcome.told() == Told.ACKNOWLEDGED ? version : 0);
        if (outcome.told() == Told.ACKNOWLEDGED) {
            if (version > 0) {
                entry.version = version;
                look(entry);
            }
        } else {
            refresh(entry);
        }
        return outcome.told();
    }

    /** Now and then the other replica is asked whether it knows what was acknowledged. */
    private void look(Entry entry) throws InterruptedException {
        if (!chance(25)) {
            return;
        }
        session.turn();
        var replica = session.replica();
        var answer = session.once(read(entry));
        if (answer.told() == Told.ACKNOWLEDGED) {
            history()
                    .add(
                            new Look(
                                    entry.subject(),
                                    replica,
                                    entry.version,
                                    answer.json().path("version").asLong()));
        } else if (answer.status() == 404) {
            history().add(new Look(entry.subject(), replica, entry.version, 0));
        }
    }

    private void refresh(Entry entry) throws InterruptedException {
        var answer = session.once(read(entry));
        if (answer.told() == Told.ACKNOWLEDGED) {
            entry.version = answer.json().path("version").asLong();
            if ("trashed".equals(answer.json().path("status").asText())) {
                entries.remove(entry);
            }
        } else if (answer.status() == 404) {
            entries.remove(entry);
        }
    }

    private Request read(Entry entry) {
        return Request.of("", Action.READ, "GET", entry.path());
    }

    private Map<String, Object> data(String operation, boolean forbidden) {
        var title = (forbidden ? Policy.FORBIDDEN + " " : "title ") + operation;
        return Map.of("title", title, "op", operation, "body", "x".repeat(random.nextInt(FILLER)));
    }
}
