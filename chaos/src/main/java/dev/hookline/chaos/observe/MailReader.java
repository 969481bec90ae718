package dev.hookline.chaos.observe;

import dev.hookline.chaos.evidence.Arrived;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.plugin.Policy;
import dev.hookline.testsupport.SmtpServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the mail server has taken. */
public final class MailReader {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID:\\s*(\\S+)");

    private final SmtpServer server;

    public MailReader(SmtpServer server) {
        this.server = server;
    }

    public void addTo(Evidence evidence) {
        for (var mail : server.taken()) {
            var recipient = mail.to().isEmpty() ? "" : mail.to().getFirst();
            evidence.add(
                    new Arrived(
                            recipient.replaceAll("@.*", ""),
                            first(MESSAGE_ID.matcher(mail.data())),
                            mail.data().contains(Policy.MAIL_MARK),
                            mail.at()));
        }
    }

    private static String first(Matcher matcher) {
        return matcher.find() ? matcher.group(1) : "";
    }
}
