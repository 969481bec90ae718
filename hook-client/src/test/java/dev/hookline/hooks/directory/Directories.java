package dev.hookline.hooks.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;

/** Plugin directories for tests of whoever asks them. */
public final class Directories {

    private Directories() {}

    public static PluginDirectory unread() {
        return new PluginDirectory(
                new ObjectMapper(),
                new RecordSignatures(
                        Optional.empty(), List.of(), false, new SimpleMeterRegistry()));
    }

    /** A directory that has been read to its end; each subscription is another plugin's. */
    public static PluginDirectory of(HookSubscription... subscriptions) {
        var directory = unread();
        var snapshot = DirectorySnapshot.EMPTY;
        for (int i = 0; i < subscriptions.length; i++) {
            snapshot =
                    snapshot.with(
                            new DirectoryEntry(
                                    "plugin-" + i,
                                    "1.0.0",
                                    true,
                                    false,
                                    Delivery.HTTP,
                                    i + 1L,
                                    List.of(subscriptions[i])));
        }
        directory.replaceWith(snapshot);
        return directory;
    }
}
