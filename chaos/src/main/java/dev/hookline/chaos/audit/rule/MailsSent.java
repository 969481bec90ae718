package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Arrived;
import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the mail server has taken, against what senders were told. */
public final class MailsSent implements Rule {

    /** A message may have been under way this long before the server took it. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    @Override
    public String promise() {
        return "every accepted mail is sent at least once, and once unless its delivery was"
                + " disturbed";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        Map<String, List<Arrived>> arrived =
                evidence.mails().stream().collect(Collectors.groupingBy(Arrived::operation));
        var mails = new HashMap<String, Operation>();
        evidence.history().operations().stream()
                .filter(one -> one.action() == Action.MAIL)
                .forEach(one -> mails.put(one.id(), one));
        for (var mail : mails.values()) {
            if (mail.isAcknowledged() && !mail.forbidden() && !arrived.containsKey(mail.id())) {
                found.add(
                        "lost: accepted, and never arrived: "
                                + mail
                                + ", "
                                + stored(evidence, mail));
            }
        }
        arrived.forEach((operation, copies) -> {
            var mail = mails.get(operation);
            if (mail == null || !mail.mayHaveHappened()) {
                found.add("phantom: refused or never sent, and arrived: " + copies);
            } else {
                repetitions(evidence, mail, copies, found);
            }
        });
        events(evidence, found);
        return found;
    }

    private static List<Stored.Mail> stored(Evidence evidence, Operation mail) {
        return evidence.stored(Stored.Mail.class).stream()
                .filter(one -> one.operation().equals(mail.id()))
                .toList();
    }

    private static void repetitions(
            Evidence evidence, Operation mail, List<Arrived> copies, List<String> found) {
        var messages = copies.stream().collect(Collectors.groupingBy(Arrived::messageId));
        if (mail.keyed() && messages.size() > 1) {
            found.add("doubled: one idempotency key, two messages: " + copies);
        }
        messages.forEach((id, same) -> {
            if (same.size() > 1 && !isDisturbed(evidence, same)) {
                found.add("doubled: nothing disturbed its delivery: " + same);
            }
        });
    }

    private static boolean isDisturbed(Evidence evidence, List<Arrived> copies) {
        var first = copies.getFirst().at().minus(UNDER_WAY);
        var last = copies.getLast().at();
        return evidence.history().faults().stream()
                .filter(fault -> fault.touches(first, last))
                .map(fault -> fault.fault().target())
                .anyMatch(
                        target -> target.startsWith("email-service") || target.equals("database"));
    }

    private static void events(Evidence evidence, List<String> found) {
        var told =
                evidence.events().stream()
                        .filter(event -> event.hook().equals("email:afterSend"))
                        .map(BusEvent::operation)
                        .collect(Collectors.toSet());
        for (var mail : evidence.stored(Stored.Mail.class)) {
            if (mail.status().equals("sent") != told.contains(mail.operation())) {
                found.add("the event of a mail does not fit its state: " + mail);
            }
        }
    }
}
