package dev.hookline.gateway.pluginapi;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much each plugin may keep. A limit that is lowered later takes nothing away. */
@ConfigMapping(prefix = "hookline.gateway.quotas")
public interface QuotasConfig {

    Kv kv();

    Storage storage();

    Log log();

    Database database();

    /** Database connections that kv and storage use at once, per replica. */
    interface Database {

        /** For one plugin. More serve a busy plugin better, fewer leave more to the others. */
        @WithDefault("4")
        int perPlugin();

        /**
         * For all plugins together: well below the connections of the pool, which tokens,
         * deliveries and health need as well.
         */
        @WithDefault("10")
        int together();

        /** How long a request waits for a connection before it is refused. */
        @WithDefault("5s")
        Duration patience();
    }

    /** Keys and their values. */
    interface Kv {

        /** Keys of one plugin. */
        @WithDefault("10000")
        long maxKeys();

        /** A value as compact JSON; a page of the list holds up to 100 of them in memory. */
        @WithDefault("64K")
        MemorySize maxValueSize();
    }

    /** Documents. */
    interface Storage {

        /** Documents of one plugin, all collections together. */
        @WithDefault("100000")
        long maxDocuments();

        /**
         * What the documents of one plugin take in the database, compressed where the database does
         * so. Measured about every second, so a quick plugin can go somewhat beyond it.
         */
        @WithDefault("1G")
        MemorySize maxSize();

        /** A document as compact JSON. */
        @WithDefault("64K")
        MemorySize maxDocumentSize();

        /** Where a page ends early, and the most that one get-many gives: bounds memory. */
        @WithDefault("4M")
        MemorySize maxAnswerSize();

        /** After this a query is given up, so that it does not keep a connection from others. */
        @WithDefault("5s")
        Duration queryTimeout();
    }

    /** Log lines. */
    interface Log {

        @WithDefault("8K")
        MemorySize maxMessageSize();

        @WithDefault("16K")
        MemorySize maxDataSize();

        /** Lines of one plugin in a minute and replica; as many may come at once after a pause. */
        @WithDefault("600")
        int linesPerMinute();

        /** Lines of one plugin that are kept. */
        @WithDefault("10000")
        int keptLines();

        /** How long lines are kept. */
        @WithDefault("14d")
        Duration keptFor();
    }
}
