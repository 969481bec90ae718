package dev.hookline.kit.identity;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import io.quarkus.security.UnauthorizedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of one caller, fixed at the start of a request.
 *
 * @param actor null for an anonymous caller
 */
public record Permissions(@Nullable Actor actor) {

    public static Permissions of(Caller caller) {
        return new Permissions(caller.actor().orElse(null));
    }

    /** Whether working copies are shown; everybody else sees what is published. */
    public boolean seeDrafts() {
        return hasAny(Role.ADMIN, Role.EDITOR, Role.AUTHOR, Role.VIEWER);
    }

    /** Refuses whoever may not see what is not published. */
    public Actor requireReader() {
        return require(Role.ADMIN, Role.EDITOR, Role.AUTHOR, Role.VIEWER);
    }

    /** Refuses whoever may not define collections. */
    public Actor requireAdministrator() {
        return require(Role.ADMIN);
    }

    /** Refuses whoever may not create anything. */
    public Actor requireAuthor() {
        return require(Role.ADMIN, Role.EDITOR, Role.AUTHOR);
    }

    /** Refuses whoever may not work on everybody's things. */
    public Actor requireEditor() {
        return require(Role.ADMIN, Role.EDITOR);
    }

    /** Refuses an author who works on what is somebody else's. */
    public Actor requireAuthorOf(String authorId) {
        var author = requireAuthor();
        if (hasAny(Role.ADMIN, Role.EDITOR) || author.id().equals(authorId)) {
            return author;
        }
        throw new ProblemException(ProblemType.FORBIDDEN, "it belongs to another author");
    }

    private Actor require(String... roles) {
        if (actor == null) {
            throw new UnauthorizedException();
        }
        if (!hasAny(roles)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the role " + String.join(" or ", roles) + " is needed");
        }
        return actor;
    }

    private boolean hasAny(String... roles) {
        return actor != null && List.of(roles).stream().anyMatch(actor.roles()::contains);
    }
}
