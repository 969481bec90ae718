package dev.hookline.email.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.email.message.Message;
import dev.hookline.email.message.MessageReader;
import dev.hookline.email.provider.ProviderChoice;
import dev.hookline.email.queue.Acceptance;
import dev.hookline.email.queue.MailQueue;
import dev.hookline.email.queue.MailStatus;
import dev.hookline.email.queue.MailView;
import dev.hookline.email.queue.Mails;
import dev.hookline.email.queue.NewMail;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.page.ListTurns;
import dev.hookline.kit.page.Page;
import dev.hookline.kit.page.PageRequest;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sending messages and seeing what became of them. */
@Path("/api/v1/emails")
@RunOnVirtualThread
@Tag(name = "emails")
class MailsResource {

    private final MailQueue queue;
    private final Mails mails;
    private final ProviderChoice providers;
    private final Sender sender;
    private final SendingRate rate;
    private final Waiting waiting;
    private final ListTurns turns;
    private final CurrentCause cause;

    MailsResource(
            MailQueue queue,
            Mails mails,
            ProviderChoice providers,
            Sender sender,
            SendingRate rate,
            Waiting waiting,
            ListTurns turns,
            CurrentCause cause) {
        this.queue = queue;
        this.mails = mails;
        this.providers = providers;
        this.sender = sender;
        this.rate = rate;
        this.waiting = waiting;
        this.turns = turns;
        this.cause = cause;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Accept a message; it is stored before the answer, and sent afterwards")
    public Response send(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("Prefer") @Nullable String prefer,
            @Nullable JsonNode body)
            throws InterruptedException {
        var actor = sender.require();
        if (!(body instanceof ObjectNode request)) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a message is expected");
        }
        var content = request.deepCopy();
        var source = sender.source(actor, text(content.remove("source")));
        var mail = messageOf(content);
        rate.count(actor, mail);
        var message = mail.toJson();
        var acceptance =
                queue.accept(
                        new NewMail(
                                message,
                                source,
                                actor,
                                cause.find().orElse(null),
                                RequestKeys.of(key, source, message)));
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> answer(accepted.id(), prefer);
            case Acceptance.Repeated repeated -> answer(repeated.id(), prefer);
            case Acceptance.KeyReused reused ->
                    throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED).asException();
        };
    }

    @GET
    @Operation(
            summary = "Messages, the newest first",
            description =
                    "A page can have fewer messages than its limit when they are large; follow"
                            + " nextCursor.")
    public Page<MailView> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("source") @Nullable String source,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var submitter = sender.visibleSubmitter();
        var filter = new Mails.Filter(statusOf(status), storable(source), submitter);
        var page = PageRequest.of(limit, cursor);
        var found = turns.take(() -> mails.list(filter, page));
        return new Page<>(
                found.items().stream().map(this::withReason).toList(), found.nextCursor());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A message with everything that was tried for it")
    public MailView get(@PathParam("id") String id) {
        return mails.find(id, sender.visibleSubmitter())
                .map(this::withReason)
                .orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Try a message again that was given up or that waits")
    public MailView retry(@PathParam("id") String id) {
        sender.requireAdministrator();
        var mail = mails.find(id, null).orElseThrow(() -> unknown(id));
        if (!mails.retry(id)) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "a message that is " + mail.status().id() + " is not tried again");
        }
        return get(id);
    }

    private Response answer(String id, @Nullable String prefer) throws InterruptedException {
        var location = URI.create("/api/v1/emails/" + id);
        var patience = Waiting.wanted(prefer);
        var waited =
                patience.isEmpty() ? Optional.<MailView>empty() : waiting.until(id, patience.get());
        if (waited.isEmpty()) {
            return Response.accepted(withReason(mails.find(id, null).orElseThrow()))
                    .location(location)
                    .build();
        }
        return Response.status(
                        waited.get().status().isFinal()
                                ? Response.Status.OK
                                : Response.Status.ACCEPTED)
                .header("Preference-Applied", "wait=" + patience.get().toSeconds())
                .location(location)
                .entity(withReason(waited.get()))
                .build();
    }

    private MailView withReason(MailView mail) {
        return mail.status() == MailStatus.QUEUED && providers.current().isEmpty()
                ? mail.waitingFor("provider")
                : mail;
    }

    private static Message messageOf(ObjectNode content) {
        return switch (MessageReader.read(content)) {
            case MessageReader.Read.Valid valid -> valid.message();
            case MessageReader.Read.Faulty faulty ->
                    throw new ProblemException(ProblemType.VALIDATION_FAILED, faulty.faults());
        };
    }

    private static @Nullable String storable(@Nullable String source) {
        var flaw = source == null ? null : Storable.flawIn(source);
        if (flaw != null) {
            throw ProblemException.invalidParameter("source", flaw);
        }
        return source;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ProblemException.invalid("source", "must be system or admin");
        }
        return value.textValue();
    }

    private static @Nullable MailStatus statusOf(@Nullable String status) {
        return status == null
                ? null
                : MailStatus.of(status)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemType.INVALID_PARAMETER,
                                        List.of(
                                                new Fault(
                                                        "status",
                                                        "must be queued, sending, sent, cancelled"
                                                                + " or failed"))));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound(
                "there is no email " + (Mails.isId(id) ? id : "of that id"));
    }
}
