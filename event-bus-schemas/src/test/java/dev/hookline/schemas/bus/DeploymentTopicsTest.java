package dev.hookline.schemas.bus;

import dev.hookline.schemas.CommittedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A broker of any deployment gets exactly the topics that the code expects. */
class DeploymentTopicsTest {

    private static final String WRITE = "deployment.write";

    private static final String ORIGIN =
            """
            # Written from the topic list of event-bus-schemas by a test; don't edit.
            """;

    /** What production has; overlays with fewer brokers patch it. */
    private static final int REPLICAS = 3;

    @Test
    void composeCreatesEveryTopicAsItIsDefined() {
        var lines =
                Topics.all().stream()
                        .map(topic ->
                                "%s %d %s\n"
                                        .formatted(
                                                topic.name(),
                                                topic.partitions(),
                                                String.join(" ", settings(topic, "="))))
                        .collect(Collectors.joining());
        new CommittedFile(Path.of("../deploy/kafka/topics.txt"), WRITE)
                .assertIs(ORIGIN + "# name partitions settings\n" + lines);
    }

    @Test
    void kubernetesCreatesEveryTopicAsItIsDefined() {
        var resources =
                Topics.all().stream()
                        .map(DeploymentTopicsTest::resource)
                        .collect(Collectors.joining("---\n"));
        new CommittedFile(Path.of("../k8s/topics/topics.yaml"), WRITE).assertIs(ORIGIN + resources);
    }

    private static String resource(Topic topic) {
        var settings =
                settings(topic, ": ").stream()
                        .map("    %s\n"::formatted)
                        .collect(Collectors.joining());
        return """
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: hookline
        spec:
          partitions: %d
          replicas: %d
          config:
        %s\
        """
                .formatted(topic.name(), topic.partitions(), REPLICAS, settings);
    }

    private static List<String> settings(Topic topic, String separator) {
        return new TreeMap<>(topic.configuration())
                .entrySet().stream()
                        .map(setting -> setting.getKey() + separator + setting.getValue())
                        .toList();
    }
}
