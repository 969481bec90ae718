package dev.hookline.chaos.stack;

import dev.hookline.localstack.service.ServiceDefinition;
import java.util.HashMap;
import java.util.Map;

/** Settings of the services for short runs on a small machine. */
final class Tuning {

    private Tuning() {}

    static Map<String, String> of(ServiceDefinition service) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "12");
        if (service.equals(ServiceDefinition.GATEWAY)) {
            variables.put("HOOKLINE_GATEWAY_LIFECYCLE_MARGIN", "3s");
        }
        if (service.equals(ServiceDefinition.EMAIL)) {
            // The defaults wait for hours, a run lasts minutes.
            variables.put("HOOKLINE_EMAIL_SENDING_RETRIES", "1s,1s,2s,2s" + ",5s".repeat(40));
            variables.put("HOOKLINE_EMAIL_SENDING_PROVIDER_RETRIES", "500ms,1s,2s");
            variables.put("HOOKLINE_EMAIL_SMTP_TIMEOUT", "10s");
            variables.put("HOOKLINE_EMAIL_SMTP_FINAL_TIMEOUT", "20s");
            variables.put("HOOKLINE_EMAIL_CLAIM", "15s");
        }
        return variables;
    }
}
