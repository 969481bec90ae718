package dev.hookline.email.mail;

import dev.hookline.email.queue.ClaimedMail;
import dev.hookline.kit.identity.Caller;
import dev.hookline.kit.identity.Role;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sends: a person with a role, or a plugin for which the gateway vouches. */
@RequestScoped
class Sender {

    private static final String PLUGIN = "plugin:";
    private static final String ADMIN = "admin";

    private final Caller caller;

    Sender(Caller caller) {
        this.caller = caller;
    }

    /** Refuses whoever may not send. */
    Actor require() {
        var actor = caller.actor().orElseThrow(UnauthorizedException::new);
        if (isPlugin(actor) || caller.has(Role.ADMIN) || caller.has(Role.EDITOR)) {
            return actor;
        }
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "the role " + Role.ADMIN + " or " + Role.EDITOR + " is needed");
    }

    /** Whose messages the caller may see: null for everybody's. */
    @Nullable String visibleSubmitter() {
        var actor = require();
        return caller.has(Role.ADMIN) && !isPlugin(actor) ? null : actor.id();
    }

    /** Refuses everybody but administrators. */
    void requireAdministrator() {
        if (isPlugin(require()) || !caller.has(Role.ADMIN)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the role " + Role.ADMIN + " is needed");
        }
    }

    /**
     * What plugins are told of the sender.
     *
     * @param wanted {@code system} to send past all plugins, which only an administrator may
     */
    String source(Actor actor, @Nullable String wanted) {
        if (isPlugin(actor)) {
            if (wanted != null) {
                throw ProblemException.invalid("source", "is given by the platform for plugins");
            }
            return pluginIdOf(actor);
        }
        if (wanted == null || wanted.equals(ADMIN)) {
            return ADMIN;
        }
        if (!wanted.equals(ClaimedMail.SYSTEM)) {
            throw ProblemException.invalid("source", "must be system or admin");
        }
        requireAdministrator();
        return ClaimedMail.SYSTEM;
    }

    /** The gateway installs no such plugin; if one came all the same, it would pass all others. */
    private static String pluginIdOf(Actor actor) {
        var id = actor.id().substring(PLUGIN.length());
        if (id.equals(ClaimedMail.SYSTEM) || id.equals(ADMIN)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "no plugin is called " + id + " here");
        }
        return id;
    }

    private static boolean isPlugin(Actor actor) {
        return actor.id().startsWith(PLUGIN);
    }
}
