package dev.hookline.acceptance;

import dev.hookline.localstack.broker.BrokerProcess;
import dev.hookline.localstack.broker.FurtherListener;
import dev.hookline.localstack.port.FreePorts;
import dev.hookline.schemas.bus.BusRight;
import dev.hookline.schemas.bus.BusRights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker whose clients log in and have the rights of {@link BusRights} and nothing more. */
final class GuardedBus implements AutoCloseable {

    private static final int FEWEST_ITERATIONS = 4096;

    private final FurtherListener guarded;
    private final BrokerProcess broker;

    private GuardedBus(FurtherListener guarded, BrokerProcess broker) {
        this.guarded = guarded;
        this.broker = broker;
    }

    /**
     * Starts a broker with a principal for each service.
     *
     * @param plugin id of a plugin that reads the topics itself
     */
    static GuardedBus start(Path directory, String plugin) {
        int port = FreePorts.any();
        var guarded = new FurtherListener("GUARDED", port, port, true);
        var bus = new GuardedBus(guarded, BrokerProcess.start(directory, List.of(guarded)));
        BusRights.services().forEach(bus::admit);
        bus.admit(BusRights.principalOf(plugin), BusRights.ofPlugin(plugin));
        return bus;
    }

    /** How a client logs in, in Kafka's own property names. */
    Map<String, String> login(String principal) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + guarded.port(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(principal, passwordOf(principal)));
    }

    private void admit(String principal, List<BusRight> rights) {
        List<UserScramCredentialAlteration> user =
                List.of(
                        new UserScramCredentialUpsertion(
                                principal,
                                new ScramCredentialInfo(
                                        ScramMechanism.SCRAM_SHA_512, FEWEST_ITERATIONS),
                                passwordOf(principal)));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(user).all().get();
            admin.createAcls(bindings(principal, rights)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AclBinding> bindings(String principal, List<BusRight> rights) {
        var bindings = new ArrayList<AclBinding>();
        for (var right : rights) {
            var pattern =
                    new ResourcePattern(
                            ResourceType.valueOf(right.resource().name()),
                            right.name(),
                            right.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL);
            for (var operation : right.operations()) {
                bindings.add(
                        new AclBinding(
                                pattern,
                                new AccessControlEntry(
                                        "User:" + principal,
                                        "*",
                                        AclOperation.valueOf(operation.name()),
                                        AclPermissionType.ALLOW)));
            }
        }
        return bindings;
    }

    private static String passwordOf(String principal) {
        return principal + "'s secret";
    }

    @Override
    public void close() {
        broker.close();
    }
}
