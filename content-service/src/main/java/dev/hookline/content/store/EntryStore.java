package dev.hookline.content.store;

import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.FieldSet;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** Reads and writes entries; needs a transaction. */
@ApplicationScoped
public class EntryStore {

    private final EntryRows rows;
    private final UniqueValues uniqueValues;
    private final PublishedSlugs publishedSlugs;
    private final EntryMapping mapping;

    EntryStore(
            EntryRows rows,
            UniqueValues uniqueValues,
            PublishedSlugs publishedSlugs,
            EntryMapping mapping) {
        this.rows = rows;
        this.uniqueValues = uniqueValues;
        this.publishedSlugs = publishedSlugs;
        this.mapping = mapping;
    }

    public Optional<Entry> find(EntryKey key) {
        return EntryKey.isId(key.id())
                ? rows.findByIdOptional(key).map(mapping::entryOf)
                : Optional.empty();
    }

    /**
     * The entry, which stays as it is until the end of the transaction.
     *
     * @throws ProblemException 404 when there is none
     */
    public Entry lock(EntryKey key) {
        if (!EntryKey.isId(key.id())) {
            throw key.notFound();
        }
        var row = rows.findById(key, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw key.notFound();
        }
        return mapping.entryOf(row);
    }

    /**
     * Entries whose publication is due, the longest due first; not locked.
     *
     * @param except subjects of entries to leave out
     */
    public List<EntryKey> due(Instant now, Collection<String> except, int limit) {
        return rows.due(now, except, limit);
    }

    /** An entry whose publication is due, locked; empty when it is not due or locked by others. */
    public Optional<Entry> lockDue(EntryKey key, Instant now) {
        return rows.claimDue(key, now).map(mapping::entryOf);
    }

    /**
     * Writes a new entry, at once.
     *
     * @throws ProblemException 409 when the id is taken; the transaction is lost then
     */
    public Placement insert(Entry entry, FieldSet fields) {
        var refused = uniqueValues.take(entry.key(), UniqueValue.heldBy(entry, fields));
        if (!refused.isEmpty()) {
            return taken(refused);
        }
        try {
            rows.persistAndFlush(mapping.newRowOf(entry));
        } catch (ConstraintViolationException e) {
            throw new ProblemException(
                    ProblemType.DUPLICATE, List.of(new Fault("id", "is the id of another entry")));
        }
        return new Placement.Placed();
    }

    /**
     * Writes the next state of an entry that is locked, at once.
     *
     * @param before as it was when it was locked
     */
    public Placement replace(Entry before, Entry after, FieldSet fields) {
        var held = UniqueValue.heldBy(before, fields);
        var wanted = UniqueValue.heldBy(after, fields);
        var refused = uniqueValues.take(after.key(), without(wanted, held));
        if (!refused.isEmpty()) {
            return taken(refused);
        }
        uniqueValues.giveUp(after.key(), without(held, wanted));
        var row = rows.findById(after.key());
        mapping.write(after, before, row);
        rows.flush();
        publishedSlugs.remember(before, after);
        return new Placement.Placed();
    }

    /** Removes an entry that is locked, and everything about it, at once. */
    public void remove(Entry entry, FieldSet fields) {
        uniqueValues.giveUp(entry.key(), UniqueValue.heldBy(entry, fields));
        rows.deleteById(entry.key());
        rows.flush();
    }

    /** Which of these slugs other entries of the collection hold. */
    public Set<String> slugsOfOthers(EntryKey key, Collection<String> slugs) {
        var bySlug = slugs.stream().collect(Collectors.toMap(UniqueValue::slug, slug -> slug));
        return uniqueValues.heldByOthers(key, FieldSet.SLUG, bySlug.keySet()).stream()
                .map(bySlug::get)
                .collect(Collectors.toSet());
    }

    /** Which of these ids are entries outside the trash; they are kept from being deleted. */
    public Set<String> holdIds(String collection, Collection<String> ids) {
        return rows.holdIds(collection, ids);
    }

    private static Placement taken(SortedSet<UniqueValue> refused) {
        return new Placement.Taken(
                refused.stream().map(UniqueValue::field).collect(Collectors.toSet()));
    }

    private static SortedSet<UniqueValue> without(
            SortedSet<UniqueValue> values, SortedSet<UniqueValue> others) {
        var rest = new TreeSet<>(values);
        rest.removeAll(others);
        return rest;
    }
}
