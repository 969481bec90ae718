package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.result.EventTypeDeclaration;
import dev.hookline.schemas.result.MagicParameterDeclaration;
import dev.hookline.schemas.result.PermissionDeclaration;
import dev.hookline.schemas.validation.Compilation;
import dev.hookline.schemas.validation.SchemaValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sections that declare something instead of taking a hook: storage, events, permissions
 * and magic parameters.
 */
final class DeclarationReader {

    private static final int MOST = 100;
    private static final int MAX_INDEXES = 300;
    private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,62}");
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern ABBREVIATION = Pattern.compile("[a-z][a-z0-9-]{0,9}");
    private static final Pattern TEXT = Pattern.compile("\\S.{0,499}");
    // A prefix with an underscore could never be told from the rest of the parameter's name.
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private final Faults faults;
    private final SchemaValidator schemas;

    DeclarationReader(Faults faults, SchemaValidator schemas) {
        this.faults = faults;
        this.schemas = schemas;
    }

    List<EventTypeDeclaration> events(JsonReader manifest) {
        return each(manifest, "events", this::event);
    }

    List<PermissionDeclaration> permissions(JsonReader manifest) {
        return each(manifest, "permissions", this::permission);
    }

    List<MagicParameterDeclaration> magicParameters(JsonReader manifest) {
        return each(manifest, "magicParameters", this::magicParameter);
    }

    private interface Declaration<T> {
        /** Null after a fault. */
        @Nullable T read(JsonReader declaration, Set<String> taken);
    }

    private <T> List<T> each(JsonReader manifest, String section, Declaration<T> declaration) {
        var elements = manifest.array(section, MOST);
        var taken = new HashSet<String>();
        var declared = new ArrayList<T>();
        for (int i = 0; i < elements.size(); i++) {
            var path = section + "[" + i + "]";
            if (elements.get(i).isObject()) {
                var reader = new JsonReader(elements.get(i), path, faults);
                var read = declaration.read(reader, taken);
                reader.refuseUnknown();
                if (read != null) {
                    declared.add(read);
                }
            } else {
                faults.add(path, "must be an object");
            }
        }
        return declared;
    }

    private @Nullable EventTypeDeclaration event(JsonReader event, Set<String> taken) {
        var name =
                event.requiredText(
                        "name",
                        NAME,
                        "must be lower-case letters, digits and dashes, such as ban-user");
        claim(event, "name", name, taken);
        var schema = event.member("schema");
        if (schema != null && !schema.isObject()) {
            faults.add(event.pathOf("schema"), "must be a JSON Schema object");
        } else if (schema != null
                && schemas.compile(schema) instanceof Compilation.Refused refused) {
            refused.faults()
                    .forEach(fault ->
                            faults.add(event.pathOf("schema") + fault.path(), fault.message()));
        }
        return name.isEmpty()
                ? null
                : new EventTypeDeclaration(
                        name, schema instanceof ObjectNode object ? object : null);
    }

    private @Nullable PermissionDeclaration permission(JsonReader permission, Set<String> taken) {
        var name =
                permission.requiredText(
                        "name",
                        NAME,
                        "must be lower-case letters, digits and dashes, such as upload-csvs");
        claim(permission, "name", name, taken);
        var abbreviation =
                permission.text("abbr", "", ABBREVIATION, "must be a short lower-case name");
        claim(permission, "abbr", abbreviation, taken);
        var description = permission.text("description", "", TEXT, "must be 1 to 500 characters");
        boolean takesDatabase = permission.bool("takes_database", false);
        boolean takesResource = permission.bool("takes_resource", false);
        boolean byDefault = permission.bool("default", false);
        return name.isEmpty()
                ? null
                : new PermissionDeclaration(
                        name,
                        abbreviation.isEmpty() ? null : abbreviation,
                        description.isEmpty() ? null : description,
                        takesDatabase,
                        takesResource,
                        byDefault);
    }

    private @Nullable MagicParameterDeclaration magicParameter(
            JsonReader parameter, Set<String> taken) {
        var prefix =
                parameter.requiredText(
                        "prefix", PREFIX, "must be lower-case letters and digits, such as uuid");
        claim(parameter, "prefix", prefix, taken);
        boolean named = parameter.member("keys") != null;
        var keys = parameter.texts("keys", MOST, FIELD, "must be a name");
        return prefix.isEmpty() ? null : new MagicParameterDeclaration(prefix, named ? keys : null);
    }

    private void claim(JsonReader declaration, String member, String name, Set<String> taken) {
        if (!name.isEmpty() && !taken.add(name)) {
            faults.add(declaration.pathOf(member), "is declared twice: " + name);
        }
    }

    Map<String, Manifest.StorageCollection> storage(JsonReader manifest) {
        var storage = manifest.member("storage");
        if (storage == null) {
            return Map.of();
        }
        if (!storage.isObject() || storage.size() > MOST) {
            faults.add("storage", "must be an object of at most " + MOST + " collections");
            return Map.of();
        }
        var paths = new JsonReader(storage, "storage", faults);
        var collections = new LinkedHashMap<String, Manifest.StorageCollection>();
        storage.properties()
                .forEach(entry -> {
                    var path = paths.pathOf(entry.getKey());
                    if (!COLLECTION.matcher(entry.getKey()).matches()
                            || !entry.getValue().isObject()) {
                        faults.add(path, "must be a collection name with an object of indexes");
                    } else {
                        collections.put(entry.getKey(), collection(path, entry.getValue()));
                    }
                });
        int indexes =
                collections.values().stream()
                        .mapToInt(it -> it.indexes().size() + it.uniqueIndexes().size())
                        .sum();
        if (indexes > MAX_INDEXES) {
            // Each is made, locked and written apart.
            faults.add("storage", "must have at most " + MAX_INDEXES + " indexes in all");
        }
        return collections;
    }

    private Manifest.StorageCollection collection(String path, JsonNode collection) {
        var reader = new JsonReader(collection, path, faults);
        var indexes = indexes(reader, "indexes");
        var uniqueIndexes = indexes(reader, "uniqueIndexes");
        reader.refuseUnknown();
        return new Manifest.StorageCollection(indexes, uniqueIndexes);
    }

    private List<List<String>> indexes(JsonReader collection, String member) {
        var elements = collection.array(member, MOST);
        var indexes = new ArrayList<List<String>>();
        for (int i = 0; i < elements.size(); i++) {
            var fields = fields(elements.get(i));
            if (fields.isEmpty()) {
                faults.add(
                        collection.pathOf(member) + "[" + i + "]",
                        "must be a field name or an array of field names");
            } else {
                indexes.add(fields);
            }
        }
        return indexes;
    }

    /** The fields of an index, empty when it is none. */
    private static List<String> fields(JsonNode index) {
        var names = index.isArray() ? index.valueStream().toList() : List.of(index);
        return names.stream().allMatch(DeclarationReader::isField)
                ? names.stream().map(JsonNode::textValue).toList()
                : List.of();
    }

    private static boolean isField(JsonNode field) {
        return field.isTextual() && FIELD.matcher(field.textValue()).matches();
    }
}
