package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import java.util.List;

/** One promise. */
public interface Rule {

    /** The promise as a sentence. */
    String promise();

    /** Each break of the promise, with what proves it. */
    List<String> violations(Evidence evidence);
}
