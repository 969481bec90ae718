package dev.hookline.schemas.bus;

/** The values of {@code ce_type} that are not the name of a hook. */
public final class MessageTypes {

    /**
     * {@link dev.hookline.schemas.call.HookQuestions}: several hooks that collect, asked in one
     * message on the topic of their domain's hook requests.
     */
    public static final String HOOK_QUESTIONS = "hookline.hook.questions";

    /** A {@link dev.hookline.schemas.call.HookReply} on {@link Topics#BEFORE_REPLIES}. */
    public static final String HOOK_REPLY = "hookline.hook.reply";

    /**
     * A {@link dev.hookline.schemas.plugin.DirectoryEntry} on {@link Topics#PLUGINS}, or no value
     * when the plugin has been removed.
     */
    public static final String PLUGIN_CHANGED = "hookline.plugin.changed";

    /** A {@link dev.hookline.schemas.plugin.PluginTransition} on {@link Topics#EVENTS}. */
    public static final String PLUGIN_TRANSITION = "hookline.plugin.transition";

    private MessageTypes() {}
}
