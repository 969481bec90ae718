package dev.hookline.schemas.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.schemas.result.PermissionDeclaration;
import org.junit.jupiter.api.Test;

class BuiltInPermissionsTest {

    @Test
    void haveNamesAndAbbreviationsOfTheirOwn() {
        assertThat(BuiltInPermissions.all())
                .hasSize(14)
                .extracting(PermissionDeclaration::name)
                .doesNotHaveDuplicates()
                .contains("view-instance", "execute-sql", "drop-table");
        assertThat(BuiltInPermissions.all())
                .extracting(PermissionDeclaration::abbreviation)
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void areForEverybodyOnlyWhereTheyRead() {
        assertThat(BuiltInPermissions.all())
                .filteredOn(PermissionDeclaration::byDefault)
                .extracting(PermissionDeclaration::name)
                .containsExactly(
                        "view-instance",
                        "view-database",
                        "view-database-download",
                        "view-table",
                        "view-query",
                        "execute-sql");
    }
}
