package dev.hookline.content.collection;

import dev.hookline.content.field.FieldSet;
import dev.hookline.content.tracking.TableEvents;
import dev.hookline.kit.idempotency.Completion;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.version.IfMatch;
import dev.hookline.schemas.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hibernate.exception.ConstraintViolationException;

/** Creates, changes and deletes collections, each in one transaction. */
@ApplicationScoped
class CollectionEditor {

    private final CollectionRows rows;
    private final CollectionRegistry registry;
    private final CollectionCheck check;
    private final EntryCensus entries;
    private final TableEvents events;
    private final Clock clock;

    CollectionEditor(
            CollectionRows rows,
            CollectionRegistry registry,
            CollectionCheck check,
            EntryCensus entries,
            TableEvents events,
            Clock clock) {
        this.rows = rows;
        this.registry = registry;
        this.check = check;
        this.entries = entries;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    CollectionDefinition create(NewCollection wanted, Actor actor, Completion completion) {
        var fields = check.check(wanted);
        var row = new CollectionRow();
        row.name = Objects.requireNonNull(wanted.name());
        row.label = wanted.label();
        row.fields = registry.jsonOf(fields);
        row.version = 1;
        row.createdAt = now();
        row.updatedAt = row.createdAt;
        insert(row);
        events.created(row.name, row.fields, actor);
        var created = registry.definitionOf(row);
        completion.completed(CollectionResource.created(created));
        return created;
    }

    @Transactional
    CollectionDefinition change(String name, CollectionPatch patch, IfMatch ifMatch, Actor actor) {
        var row = lock(name);
        ifMatch.require(row.version);
        var before = registry.definitionOf(row);
        var fields = check.check(patch, before);
        adaptEntries(name, before.fields(), fields);
        row.label = patch.label() == null ? row.label : patch.label();
        row.fields = registry.jsonOf(fields);
        if (!fields.equals(before.fields())) {
            events.altered(name, registry.jsonOf(before.fields()), row.fields, actor);
        }
        row.version++;
        row.updatedAt = now();
        return registry.definitionOf(row);
    }

    @Transactional
    void delete(String name, IfMatch ifMatch, Actor actor) {
        var row = lock(name);
        ifMatch.require(row.version);
        long count = entries.count(name);
        if (count > 0) {
            throw conflict("the collection still has " + count + " entries, the trash included");
        }
        var referring = rows.referringTo(name);
        if (!referring.isEmpty()) {
            throw conflict("fields refer to it in " + String.join(", ", referring));
        }
        rows.delete(row);
        events.dropped(name, actor);
    }

    private CollectionRow lock(String name) {
        if (!CollectionRegistry.NAME.matcher(name).matches()) {
            throw CollectionRegistry.noCollection(name);
        }
        return rows.lockAgainstEntries(name)
                .orElseThrow(() -> CollectionRegistry.noCollection(name));
    }

    private void insert(CollectionRow row) {
        try {
            rows.persistAndFlush(row);
        } catch (ConstraintViolationException e) {
            throw new ProblemException(
                    ProblemType.DUPLICATE,
                    List.of(new Fault("name", "is the name of another collection")));
        }
    }

    private void adaptEntries(String name, FieldSet before, FieldSet after) {
        if (before.equals(after)) {
            return;
        }
        var faults = entries.adapt(name, before, after);
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemType.CONFLICT, faults).asException();
        }
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
