package dev.hookline.testsupport;

import java.util.function.Supplier;

/**
 * Values that exist once in this JVM.
 *
 * <p>Quarkus loads test classes through several class loaders, each with its own static fields, so
 * the values are kept where all of them look: in the system properties.
 */
final class OncePerProcess {

    private OncePerProcess() {}

    static String value(String property, Supplier<String> first) {
        synchronized (System.getProperties()) {
            var known = System.getProperty(property);
            if (known != null) {
                return known;
            }
            var created = first.get();
            System.setProperty(property, created);
            return created;
        }
    }
}
