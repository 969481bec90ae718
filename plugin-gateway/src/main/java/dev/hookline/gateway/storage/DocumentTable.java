package dev.hookline.gateway.storage;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table that holds the documents of one declared collection, and its indexes. */
record DocumentTable(String pluginId, String collection, List<DocumentIndex> indexes) {

    private static final String PREFIX = "documents_";
    private static final int NAME_BYTES = 12;

    DocumentTable {
        indexes = List.copyOf(indexes);
    }

    /**
     * The table of a collection that the plugin declares.
     *
     * @throws ProblemException 404 {@code not-found}
     */
    static DocumentTable of(RegisteredPlugin plugin, String collection) {
        var declared = plugin.manifest().storage().get(collection);
        if (declared == null) {
            throw ProblemException.notFound("Storage collection not declared: " + collection);
        }
        return of(plugin.id(), collection, declared);
    }

    static List<DocumentTable> allOf(RegisteredPlugin plugin) {
        return plugin.manifest().storage().entrySet().stream()
                .map(entry -> of(plugin.id(), entry.getKey(), entry.getValue()))
                .toList();
    }

    private static DocumentTable of(
            String pluginId, String collection, Manifest.StorageCollection declared) {
        var all = Stream.concat(declared.indexes().stream(), declared.uniqueIndexes().stream());
        // A unique index serves no query: it leaves out documents that lack a field.
        var ordered = Stream.concat(Stream.of(List.<String>of()), all).map(f -> index(f, false));
        var unique = declared.uniqueIndexes().stream().map(fields -> index(fields, true));
        return new DocumentTable(
                pluginId, collection, Stream.concat(ordered, unique).distinct().toList());
    }

    private static DocumentIndex index(List<String> fields, boolean unique) {
        return new DocumentIndex(fields.stream().distinct().map(Field::new).toList(), unique);
    }

    /** Made of a hash alone, so that no plugin has a say in it. */
    String name() {
        return PREFIX + Fingerprint.of(pluginId + "/" + collection, NAME_BYTES);
    }

    /** The fields that a query may name. */
    Set<String> fields() {
        return indexes.stream()
                .map(DocumentIndex::fieldNames)
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<DocumentIndex> indexNamed(String name) {
        return indexes.stream().filter(index -> index.nameOn(name()).equals(name)).findFirst();
    }
}
