package dev.hookline.kit.idempotency;

/** What is known about an idempotency key when a request arrives with it. */
sealed interface KeyState {

    /** This request may create. */
    record Free(KeyHolder holder) implements KeyState {}

    /** Another request is still creating, or has just given up. */
    record InUse() implements KeyState {}

    /** The key belongs to a request with another body or address. */
    record Reused() implements KeyState {}

    /** The same request has been answered before. */
    record Answered(Answer answer) implements KeyState {}
}
