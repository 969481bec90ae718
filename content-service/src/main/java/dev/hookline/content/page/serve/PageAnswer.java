package dev.hookline.content.page.serve;

/** What a request for a page gets. */
sealed interface PageAnswer {

    record Shown(PageCache.Entry page) implements PageAnswer {}

    /** A draft, for the one who has the link. */
    record Draft(Rendered page) implements PageAnswer {}

    /** The page has moved for good. */
    record Moved(String path) implements PageAnswer {}

    /** There was a page. */
    record Gone() implements PageAnswer {}

    record Missing() implements PageAnswer {}
}
