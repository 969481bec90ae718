package dev.hookline.schemas.bus;

import dev.hookline.schemas.CommittedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A principal of any deployment gets exactly the rights that the code says. */
class DeploymentRightsTest {

    private static final String WRITE = "deployment.write";

    private static final String ORIGIN =
            """
            # Written from the table of rights of event-bus-schemas by a test; don't edit.
            """;

    @Test
    void composeGrantsEachServiceItsRights() {
        var lines =
                BusRights.services().entrySet().stream()
                        .flatMap(service ->
                                service.getValue().stream()
                                        .map(right -> line(service.getKey(), right)))
                        .collect(Collectors.joining());
        new CommittedFile(Path.of("../deploy/kafka/rights.txt"), WRITE)
                .assertIs(ORIGIN + "# principal resource name pattern operations\n" + lines);
    }

    @Test
    void composeGrantsAPluginItsRights() {
        var lines =
                BusRights.ofPlugin("$ID").stream()
                        .map(right -> line(BusRights.principalOf("$ID"), right))
                        .collect(Collectors.joining());
        new CommittedFile(Path.of("../deploy/kafka/plugin-rights.txt"), WRITE)
                .assertIs(ORIGIN + "# principal resource name pattern operations\n" + lines);
    }

    @Test
    void kubernetesHasAUserForEachService() {
        var users =
                BusRights.services().entrySet().stream()
                        .map(service -> user(service.getKey(), service.getValue()))
                        .collect(Collectors.joining("---\n"));
        new CommittedFile(Path.of("../k8s/infrastructure/kafka-users.yaml"), WRITE)
                .assertIs(ORIGIN + users);
    }

    @Test
    void kubernetesHasAnExampleOfAPluginsUser() {
        new CommittedFile(Path.of("../k8s/examples/kafka-plugin-user.yaml"), WRITE)
                .assertIs(
                        ORIGIN
                                + "# The user of a plugin with the id audit that reads the topics"
                                + " itself.\n"
                                + user(
                                        BusRights.principalOf("audit"),
                                        BusRights.ofPlugin("audit")));
    }

    private static String line(String principal, BusRight right) {
        return "%s %s %s %s %s\n"
                .formatted(
                        principal,
                        right.resource().name().toLowerCase(Locale.ROOT),
                        right.name(),
                        pattern(right),
                        right.operations().stream()
                                .map(BusRight.Operation::name)
                                .collect(Collectors.joining(",")));
    }

    private static String user(String name, List<BusRight> rights) {
        return """
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaUser
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: hookline
        spec:
          authentication:
            type: scram-sha-512
          authorization:
            type: simple
            acls:
        %s\
        """
                .formatted(
                        name,
                        rights.stream()
                                .map(DeploymentRightsTest::acl)
                                .collect(Collectors.joining()));
    }

    private static String acl(BusRight right) {
        var operations =
                right.operations().stream()
                        .map(operation ->
                                operation.name().charAt(0)
                                        + operation.name().substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return """
              - resource:
                  type: %s
                  name: %s
                  patternType: %s
                operations: [%s]
        """
                .formatted(
                        right.resource().name().toLowerCase(Locale.ROOT),
                        right.name(),
                        pattern(right),
                        operations);
    }

    private static String pattern(BusRight right) {
        return right.prefixed() ? "prefix" : "literal";
    }
}
