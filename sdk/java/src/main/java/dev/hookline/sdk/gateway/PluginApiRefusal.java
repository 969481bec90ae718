package dev.hookline.sdk.gateway;

/**
 * The gateway understood and said no: a capability is missing, a quota used up, a value invalid.
 */
public final class PluginApiRefusal extends PluginApiException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDocument problem;

    PluginApiRefusal(String call, ProblemDocument problem) {
        super(call + ": " + problem.status() + " " + problem.words(), null);
        this.problem = problem;
    }

    /** What the gateway said. */
    public ProblemDocument problem() {
        return problem;
    }

    /** Whether the problem's type ends with a name of the catalogue, {@code storage-conflict}. */
    public boolean is(String problemName) {
        return problem.type().endsWith(":" + problemName);
    }
}
