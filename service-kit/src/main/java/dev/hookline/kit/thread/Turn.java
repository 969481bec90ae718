package dev.hookline.kit.thread;

/**
 * One pass of a {@link SupervisedLoop}, which begins the next one when it returns.
 *
 * <p>A turn that lasts longer than the loop's limit calls {@link SupervisedLoop#beat} at least that
 * often and returns soon after {@link SupervisedLoop#isStopping} becomes true.
 */
@FunctionalInterface
public interface Turn {

    /**
     * @throws Exception ends this turn; the loop logs it, waits and begins the next one
     */
    void run(SupervisedLoop loop) throws Exception;
}
