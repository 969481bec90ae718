package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the sections that declare something instead of taking a hook: storage, events, permissions
 * and magic parameters. They are kept with the manifest as they are.
 */
final class DeclarationReader {

    private static final int MOST = 100;
    private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,62}");
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern ABBREVIATION = Pattern.compile("[a-z][a-z0-9-]{0,9}");
    private static final Pattern TEXT = Pattern.compile("\\S.{0,499}");
    // A prefix with an underscore could never be told from the rest of the parameter's name.
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private final Faults faults;

    DeclarationReader(Faults faults) {
        this.faults = faults;
    }

    void check(JsonReader manifest) {
        checkStorage(manifest.member("storage"));
        checkEach(manifest, "events", this::checkEvent);
        checkEach(manifest, "permissions", this::checkPermission);
        checkEach(manifest, "magicParameters", this::checkMagicParameter);
    }

    private interface Declaration {
        void check(JsonReader declaration, Set<String> taken);
    }

    private void checkEach(JsonReader manifest, String section, Declaration declaration) {
        var elements = manifest.array(section, MOST);
        var taken = new HashSet<String>();
        for (int i = 0; i < elements.size(); i++) {
            var path = section + "[" + i + "]";
            if (elements.get(i).isObject()) {
                var reader = new JsonReader(elements.get(i), path, faults);
                declaration.check(reader, taken);
                reader.refuseUnknown();
            } else {
                faults.add(path, "must be an object");
            }
        }
    }

    private void checkEvent(JsonReader event, Set<String> taken) {
        var name =
                event.requiredText(
                        "name",
                        NAME,
                        "must be lower-case letters, digits and dashes, such as ban-user");
        claim(event, "name", name, taken);
        var schema = event.member("schema");
        if (schema != null && !schema.isObject()) {
            faults.add(event.pathOf("schema"), "must be a JSON Schema object");
        }
    }

    private void checkPermission(JsonReader permission, Set<String> taken) {
        var name =
                permission.requiredText(
                        "name",
                        NAME,
                        "must be lower-case letters, digits and dashes, such as upload-csvs");
        claim(permission, "name", name, taken);
        var abbreviation =
                permission.text("abbr", "", ABBREVIATION, "must be a short lower-case name");
        claim(permission, "abbr", abbreviation, taken);
        permission.text("description", "", TEXT, "must be 1 to 500 characters");
        permission.bool("takes_database", false);
        permission.bool("takes_resource", false);
        permission.bool("default", false);
    }

    private void checkMagicParameter(JsonReader parameter, Set<String> taken) {
        var prefix =
                parameter.requiredText(
                        "prefix", PREFIX, "must be lower-case letters and digits, such as uuid");
        claim(parameter, "prefix", prefix, taken);
        parameter.texts("keys", MOST, FIELD, "must be a name");
    }

    private void claim(JsonReader declaration, String member, String name, Set<String> taken) {
        if (!name.isEmpty() && !taken.add(name)) {
            faults.add(declaration.pathOf(member), "is declared twice: " + name);
        }
    }

    private void checkStorage(@Nullable JsonNode storage) {
        if (storage == null) {
            return;
        }
        if (!storage.isObject()) {
            faults.add("storage", "must be an object of collections");
            return;
        }
        var collections = new JsonReader(storage, "storage", faults);
        storage.properties()
                .forEach(collection ->
                        checkCollection(
                                collections.pathOf(collection.getKey()),
                                collection.getKey(),
                                collection.getValue()));
    }

    private void checkCollection(String path, String name, JsonNode collection) {
        if (!COLLECTION.matcher(name).matches() || !collection.isObject()) {
            faults.add(path, "must be a collection name with an object of indexes");
            return;
        }
        var reader = new JsonReader(collection, path, faults);
        checkIndexes(reader, "indexes");
        checkIndexes(reader, "uniqueIndexes");
        reader.refuseUnknown();
    }

    private void checkIndexes(JsonReader collection, String member) {
        var indexes = collection.array(member, MOST);
        for (int i = 0; i < indexes.size(); i++) {
            if (!isIndex(indexes.get(i))) {
                faults.add(
                        collection.pathOf(member) + "[" + i + "]",
                        "must be a field name or an array of field names");
            }
        }
    }

    private static boolean isIndex(JsonNode index) {
        if (index.isArray() && !index.isEmpty()) {
            return index.valueStream().allMatch(DeclarationReader::isField);
        }
        return isField(index);
    }

    private static boolean isField(JsonNode field) {
        return field.isTextual() && FIELD.matcher(field.textValue()).matches();
    }
}
