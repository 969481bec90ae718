package dev.hookline.content.saving;

import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.slug.Slug;
import dev.hookline.content.store.EntryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Finds slugs that no other entry of a collection holds; needs a transaction. */
@ApplicationScoped
class FreeSlugs {

    private static final int LAST_SMALL_NUMBER = 20;
    private static final int LARGE_NUMBERS = 1_000_000_000;

    private final EntryStore entries;

    FreeSlugs(EntryStore entries) {
        this.entries = entries;
    }

    /** The slug itself when it is free, otherwise the one with the lowest free number. */
    String nearest(EntryKey key, String slug) {
        var candidates = Stream.concat(Stream.of(slug), numbered(slug)).toList();
        var taken = entries.slugsOfOthers(key, candidates);
        return candidates.stream()
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseGet(() -> unlikelyTaken(key, slug));
    }

    /**
     * A slug with a large number that depends on the entry's id: when small numbers are used up, or
     * many want the next one at once, this ends the search.
     */
    String unlikelyTaken(EntryKey key, String slug) {
        return Slug.numbered(slug, Math.floorMod(key.id().hashCode() * 31L + 17, LARGE_NUMBERS));
    }

    private static Stream<String> numbered(String slug) {
        return LongStream.rangeClosed(2, LAST_SMALL_NUMBER)
                .mapToObj(number -> Slug.numbered(slug, number));
    }
}
