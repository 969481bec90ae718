package dev.hookline.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.context.Contexts;
import dev.hookline.sdk.credentials.SignatureCheck;
import dev.hookline.sdk.http.Json;
import dev.hookline.sdk.http.Problem;
import dev.hookline.sdk.http.Reply;
import dev.hookline.sdk.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the requests that a plugin gets.
 *
 * <pre>
 *   POST /hook/{name} ── signed? ── known? ── readable? ── handler ── keep ──▶ 204
 *                          │no        │no        │no                 value ─▶ 200
 *                          ▼          ▼          ▼                  reject ─▶ 422
 *                       401 503      404        400                  throw ─▶ 500
 * </pre>
 */
final class PluginRequests {

    private static final System.Logger LOG = System.getLogger(PluginRequests.class.getName());
    private static final String MANIFEST = "/.well-known/hookline-plugin.json";
    private static final String HEALTH = "/health";
    private static final String HOOK = "/hook/";

    private final Plugin plugin;
    private final URI endpoint;
    private final SignatureCheck signatures;
    private final Contexts contexts;

    PluginRequests(Plugin plugin, URI endpoint, SignatureCheck signatures, Contexts contexts) {
        this.plugin = plugin;
        this.endpoint = endpoint;
        this.signatures = signatures;
        this.contexts = contexts;
    }

    Reply answer(Request request) {
        var path = request.path();
        if (path.startsWith(HOOK)) {
            return allowing("POST", request, () -> hook(request, path.substring(HOOK.length())));
        }
        return page(path)
                .map(page -> allowing("GET", request, () -> render(page, request)))
                .orElseGet(() -> Reply.of(Problem.notFound(path)));
    }

    private Reply hook(Request request, String hook) {
        return switch (signatures.of(request.headers(), request.body())) {
            case GENUINE -> genuine(request, hook);
            case FORGED -> {
                LOG.log(System.Logger.Level.WARNING, "refused an unverified call to {0}", hook);
                yield Reply.of(Problem.unverified());
            }
            // Not 401: the gateway soon gives up on events that are refused for good.
            case UNDECIDED -> Reply.of(Problem.noCredentials());
        };
    }

    private Reply genuine(Request request, String hook) {
        var handler = plugin.handler(hook);
        if (handler.isEmpty()) {
            return Reply.of(Problem.unknownHook(hook));
        }
        return read(request, hook)
                .map(event -> handle(handler.get(), event))
                .orElseGet(() -> Reply.of(Problem.malformed("the body must be {\"event\": {…}}")));
    }

    private static Optional<HookEvent> read(Request request, String hook) {
        try {
            var body = Json.parse(request.body());
            if (!body.path("event").isObject()) {
                return Optional.empty();
            }
            var context = context(body.path("context"));
            var id = request.header("webhook-id").orElse(context.requestId());
            return Optional.of(
                    new HookEvent(id == null ? "" : id, hook, body.get("event"), context));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static HookContext context(JsonNode context) {
        return context.isObject()
                ? Json.read(context, HookContext.class)
                : new HookContext(null, null, null, null, null, 1, null, null);
    }

    private Reply handle(HookHandler handler, HookEvent event) {
        var ctx = contexts.ofCall(event.context().cause(), event.context().site());
        try {
            return switch (handler.handle(event, ctx)) {
                case Answer.Keep keep -> Reply.nothing();
                case Answer.Value answer -> Reply.json(Map.of("value", answer.value()));
                case Answer.Reject reject -> Reply.of(Problem.rejected(reject.reason()));
            };
        } catch (Rejection rejection) {
            return Reply.of(Problem.rejected(String.valueOf(rejection.getMessage())));
        } catch (Exception | Error failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "handler failed hook=" + event.hook() + " eventId=" + event.id(),
                    failure);
            return Reply.of(Problem.failed());
        }
    }

    private Optional<PageHandler> page(String path) {
        return switch (path) {
            case MANIFEST -> Optional.of((query, ctx) -> plugin.manifest(endpoint));
            case HEALTH -> Optional.of((query, ctx) -> Map.of("status", "UP"));
            default -> plugin.page(path);
        };
    }

    private Reply render(PageHandler page, Request request) {
        try {
            return Reply.json(page.answer(request.query(), contexts.own()));
        } catch (IllegalArgumentException invalid) {
            return Reply.of(Problem.malformed(String.valueOf(invalid.getMessage())));
        } catch (Exception failure) {
            LOG.log(System.Logger.Level.ERROR, "page failed " + request.path(), failure);
            return Reply.of(Problem.failed());
        }
    }

    private static Reply allowing(String method, Request request, Supplier<Reply> reply) {
        return method.equals(request.method()) ? reply.get() : Reply.methodNotAllowed(method);
    }
}
