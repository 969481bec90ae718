package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.plugin.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * What is stored in guarded places bears the mark of the policy, and nothing that it refuses is
 * done.
 */
public final class PolicyHolds implements Rule {

    private static final String GUARDED = Plugins.GUARDED + "/";

    @Override
    public String promise() {
        return "no write gets past a policy plugin";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        for (var operation : evidence.history().operations()) {
            // A mail is accepted before the policy is asked; what matters is that it is not sent.
            if (operation.forbidden()
                    && operation.isAcknowledged()
                    && operation.action() != Action.MAIL) {
                found.add("forbidden, and acknowledged: " + operation);
            }
        }
        entries(evidence, found);
        events(evidence, found);
        for (var file : evidence.stored(Stored.File.class)) {
            if (!file.filename().startsWith(Policy.FILE_MARK)
                    || file.filename().contains(Policy.FORBIDDEN)) {
                found.add("stored without the policy: " + file);
            }
        }
        mails(evidence, found);
        return found;
    }

    private static void entries(Evidence evidence, List<String> found) {
        for (var revision : evidence.stored(Stored.Revision.class)) {
            if (revision.subject().startsWith(GUARDED)
                    // Those of the preparation were there before the policy.
                    && !revision.operation().startsWith("trial-")
                    && (!revision.mark().equals(Policy.markOf(revision.operation()))
                            || revision.title().contains(Policy.FORBIDDEN))) {
                found.add("stored without the policy: " + revision);
            }
        }
    }

    private static void events(Evidence evidence, List<String> found) {
        for (var event : evidence.events()) {
            if (!event.subject().startsWith(GUARDED) || event.operation().startsWith("trial-")) {
                continue;
            }
            if (event.hook().equals("content:afterSave")
                    && (!event.mark().equals(Policy.markOf(event.operation()))
                            || event.title().contains(Policy.FORBIDDEN))) {
                found.add("told without the policy: " + event);
            }
            if (event.hook().equals("content:afterDelete")
                    && event.subject().startsWith(GUARDED + Policy.KEPT)) {
                found.add("deleted against the policy: " + event);
            }
        }
    }

    private static void mails(Evidence evidence, List<String> found) {
        var forbidden =
                evidence.history().operations().stream()
                        .filter(one -> one.action() == Action.MAIL && one.forbidden())
                        .map(Operation::id)
                        .toList();
        for (var mail : evidence.mails()) {
            if (!mail.marked() || forbidden.contains(mail.operation())) {
                found.add("sent without the policy: " + mail);
            }
        }
    }
}
