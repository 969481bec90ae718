package dev.hookline.email.provider;

import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server answered when it did not take a message (RFC 5321, 4.2).
 *
 * @param code of three digits
 * @param words the server's own
 */
record ServersAnswer(int code, String words) {

    /** The answer behind a failure of one of the mail clients; empty when there was none. */
    static Optional<ServersAnswer> in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var answer = of(cause);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Optional<ServersAnswer> of(Throwable failure) {
        return switch (failure) {
            case SMTPException answer ->
                    Optional.of(
                            new ServersAnswer(
                                    answer.getReplyCode(),
                                    String.join(" ", answer.getReplyMessages())));
            case SMTPSendFailedException answer -> coded(answer.getReturnCode(), answer);
            case SMTPAddressFailedException answer -> coded(answer.getReturnCode(), answer);
            case SMTPSenderFailedException answer -> coded(answer.getReturnCode(), answer);
            default -> Optional.empty();
        };
    }

    private static Optional<ServersAnswer> coded(int code, Exception answer) {
        var message = answer.getMessage() == null ? "" : answer.getMessage().strip();
        var repeated = code + " ";
        return code < 400
                ? Optional.empty()
                : Optional.of(
                        new ServersAnswer(
                                code,
                                message.startsWith(repeated)
                                        ? message.substring(repeated.length())
                                        : message));
    }

    boolean isPermanent() {
        return code >= 500;
    }

    @Override
    public String toString() {
        return code + " " + words;
    }
}
