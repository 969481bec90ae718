package dev.hookline.schemas.platform;

import dev.hookline.schemas.result.PermissionDeclaration;
import java.util.List;

/**
 * The platform's own permissions, under the names and abbreviations of the reference documents: the
 * only list of them.
 */
public final class BuiltInPermissions {

    private static final List<PermissionDeclaration> ALL =
            List.of(
                    of("view-instance", "vi", "view the site's data", Scope.SITE, true),
                    of("view-database", "vd", "view a database", Scope.DATABASE, true),
                    of(
                            "view-database-download",
                            "vdd",
                            "download a database",
                            Scope.DATABASE,
                            true),
                    of("view-table", "vt", "view a table", Scope.RESOURCE, true),
                    of("view-query", "vq", "view a saved query", Scope.RESOURCE, true),
                    of("execute-sql", "es", "run queries that only read", Scope.DATABASE, true),
                    of(
                            "permissions-debug",
                            "pd",
                            "see how permissions are decided",
                            Scope.SITE,
                            false),
                    of("debug-menu", "dm", "see the menu for debugging", Scope.SITE, false),
                    of("insert-row", "ir", "insert rows", Scope.RESOURCE, false),
                    of("delete-row", "dr", "delete rows", Scope.RESOURCE, false),
                    of("update-row", "ur", "change rows", Scope.RESOURCE, false),
                    of("create-table", "ct", "create tables", Scope.DATABASE, false),
                    of("alter-table", "at", "change tables", Scope.RESOURCE, false),
                    of("drop-table", "dt", "drop tables", Scope.RESOURCE, false));

    private enum Scope {
        SITE,
        DATABASE,
        RESOURCE
    }

    private BuiltInPermissions() {}

    public static List<PermissionDeclaration> all() {
        return ALL;
    }

    private static PermissionDeclaration of(
            String name, String abbreviation, String description, Scope scope, boolean byDefault) {
        return new PermissionDeclaration(
                name,
                abbreviation,
                description,
                scope != Scope.SITE,
                scope == Scope.RESOURCE,
                byDefault);
    }
}
