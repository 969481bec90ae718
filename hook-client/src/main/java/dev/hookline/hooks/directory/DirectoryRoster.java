package dev.hookline.hooks.directory;

import java.util.Set;

/**
 * What the gateway said of all plugins together: who there is at a revision. With it a service can
 * tell that an entry is missing from the topic.
 *
 * @param plugins ids of the plugins, each of which has an entry of this revision or a later one
 */
record DirectoryRoster(long revision, Set<String> plugins) {

    DirectoryRoster {
        plugins = Set.copyOf(plugins);
    }
}
