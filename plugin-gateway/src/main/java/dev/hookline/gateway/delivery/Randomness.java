package dev.hookline.gateway.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The one source of chance for jitter; tests put a seeded one in its place. */
@ApplicationScoped
class Randomness {

    @Produces
    @ApplicationScoped
    RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }
}
