package dev.hookline.media.item;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.schemas.Actor;

/** Decides about the names of files; implemented by the feature that asks plugins. */
public interface NamePolicy {

    /**
     * The name that an item gets when it is renamed. Must not be called within a transaction.
     *
     * @param wanted a safe name
     * @throws ProblemException when the item must not have that name
     */
    String nameFor(Item item, String wanted, Actor actor);
}
