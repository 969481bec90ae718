package dev.hookline.gateway.storage;

import dev.hookline.gateway.pluginapi.Database;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;

/** What the database's refusals mean for a plugin. */
final class DocumentProblems {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INDEX_ROW_TOO_LONG = "54000";
    private static final String QUERY_CANCELED = "57014";

    private DocumentProblems() {}

    /** Does something with the documents of a table. */
    static <T> T translated(DocumentTable table, Supplier<T> work) {
        try {
            return work.get();
        } catch (Database.Refused refused) {
            throw switch (refused.state()) {
                case UNIQUE_VIOLATION -> duplicate(refused, table);
                case UNDEFINED_TABLE ->
                        ProblemException.notFound("the plugin's storage has just been removed");
                case INDEX_ROW_TOO_LONG ->
                        ProblemException.invalid("data", "the indexed values are too long");
                case QUERY_CANCELED ->
                        new ProblemException(
                                ProblemType.UNAVAILABLE,
                                "the query took too long; ask for less, or declare an index");
                default -> refused;
            };
        }
    }

    /** The problem of an index that cannot be made for the documents that are there. */
    static RuntimeException ofIndex(SQLException e, DocumentTable table, DocumentIndex index) {
        var where = "storage." + table.collection();
        var fields = String.join(", ", index.fieldNames());
        return switch (String.valueOf(e.getSQLState())) {
            case UNIQUE_VIOLATION ->
                    new ProblemException(
                            ProblemType.DUPLICATE,
                            List.of(
                                    new Fault(
                                            where + ".uniqueIndexes",
                                            "stored documents have the same " + fields)));
            case INDEX_ROW_TOO_LONG ->
                    new ProblemException(
                            ProblemType.CONFLICT,
                            List.of(
                                    new Fault(
                                            where,
                                            "stored documents have too long values for an index of "
                                                    + fields)));
            default ->
                    new IllegalStateException(
                            "cannot make an index of collection " + table.collection(), e);
        };
    }

    private static ProblemException duplicate(Database.Refused refused, DocumentTable table) {
        var fields =
                constraint(refused).isEmpty()
                        ? List.<String>of()
                        : table.indexNamed(constraint(refused))
                                .map(DocumentIndex::fieldNames)
                                .orElse(List.of());
        var detail =
                "another document of collection %s has the same %s"
                        .formatted(
                                table.collection(),
                                fields.isEmpty() ? "indexed values" : String.join(", ", fields));
        return Problem.of(
                        ProblemType.DUPLICATE,
                        fields.isEmpty()
                                ? List.of(new Fault("data", detail))
                                : fields.stream()
                                        .map(field -> new Fault("data." + field, detail))
                                        .toList())
                .with("index", fields)
                .asException();
    }

    private static String constraint(Database.Refused refused) {
        return refused.getCause() instanceof PSQLException cause
                        && cause.getServerErrorMessage() != null
                        && cause.getServerErrorMessage().getConstraint() != null
                ? cause.getServerErrorMessage().getConstraint()
                : "";
    }
}
