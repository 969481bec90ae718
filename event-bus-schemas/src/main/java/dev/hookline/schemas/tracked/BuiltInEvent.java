package dev.hookline.schemas.tracked;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The properties of one event that a service publishes. As JSON, a record is the member {@code
 * properties} of the event.
 *
 * <p>The remaining types of {@link BuiltInEventTypes} get their record with their first publisher.
 */
public sealed interface BuiltInEvent {

    /** The name of the event's type, {@code insert-rows}. */
    @JsonIgnore
    String type();

    /** A collection was created; the schema is its fields as JSON text. */
    record CreateTable(String database, String table, String schema) implements BuiltInEvent {

        @Override
        public String type() {
            return "create-table";
        }
    }

    /** A collection's fields changed. */
    @JsonNaming(SnakeCaseStrategy.class)
    record AlterTable(String database, String table, String beforeSchema, String afterSchema)
            implements BuiltInEvent {

        @Override
        public String type() {
            return "alter-table";
        }
    }

    /** A collection was deleted. */
    record DropTable(String database, String table) implements BuiltInEvent {

        @Override
        public String type() {
            return "drop-table";
        }
    }

    /** Entries were created. */
    @JsonNaming(SnakeCaseStrategy.class)
    record InsertRows(String database, String table, int numRows, boolean ignore, boolean replace)
            implements BuiltInEvent {

        @Override
        public String type() {
            return "insert-rows";
        }
    }

    /** An entry was updated. */
    record UpdateRow(String database, String table, List<String> pks) implements BuiltInEvent {

        public UpdateRow {
            pks = List.copyOf(pks);
        }

        @Override
        public String type() {
            return "update-row";
        }
    }

    /** An entry was deleted. */
    record DeleteRow(String database, String table, List<String> pks) implements BuiltInEvent {

        public DeleteRow {
            pks = List.copyOf(pks);
        }

        @Override
        public String type() {
            return "delete-row";
        }
    }
}
