package dev.hookline.gateway.registry;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Refuses plain HTTP where the operator has not allowed it. */
@ApplicationScoped
class EndpointRules {

    private final boolean plainHttp;

    EndpointRules(EndpointConfig config) {
        this.plainHttp = config.plainHttpEndpoints();
    }

    /**
     * Refuses an address that the gateway may not call.
     *
     * @param field under which the client gave it
     * @throws ProblemException 422 {@code invalid-manifest}
     */
    void check(String field, String address) {
        if (!plainHttp && address.toLowerCase(Locale.ROOT).startsWith("http:")) {
            throw new ProblemException(
                    ProblemType.INVALID_MANIFEST,
                    List.of(
                            new Fault(
                                    field,
                                    "must be https: plain HTTP is only taken where"
                                            + " hookline.gateway.plain-http-endpoints is true")));
        }
    }
}
