package dev.hookline.email.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.Question;
import dev.hookline.testsupport.StandInGateway;
import io.quarkus.arc.Arc;

/** The stand-in gateway of the email service. */
public final class MailHooks extends StandInGateway {

    private MailHooks(PluginDirectory directory) {
        super(HookDomain.EMAIL, directory::revision);
    }

    public static MailHooks start() {
        return new MailHooks(Arc.container().select(PluginDirectory.class).get());
    }

    /** The message of a question, free to be changed. */
    public static ObjectNode message(Question question) {
        return question.event().get("message").deepCopy();
    }
}
