package dev.hookline.media.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.Question;
import dev.hookline.testsupport.StandInGateway;
import io.quarkus.arc.Arc;

/** The stand-in gateway of the media service. */
public final class MediaHooks extends StandInGateway {

    private MediaHooks(PluginDirectory directory) {
        super(HookDomain.MEDIA, directory::revision);
    }

    public static MediaHooks start() {
        return new MediaHooks(Arc.container().select(PluginDirectory.class).get());
    }

    /** The file of a question, free to be changed. */
    public static ObjectNode file(Question question) {
        return question.event().get("file").deepCopy();
    }
}
