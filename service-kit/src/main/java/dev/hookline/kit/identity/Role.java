package dev.hookline.kit.identity;

/** Names of the roles that a token's {@code groups} claim may carry. */
public final class Role {

    /** Everything, including collections and plugins. */
    public static final String ADMIN = "admin";

    /** Every entry and every file. */
    public static final String EDITOR = "editor";

    /** Creates, and works on what is their own. */
    public static final String AUTHOR = "author";

    /** Reads what is not published. */
    public static final String VIEWER = "viewer";

    private Role() {}
}
