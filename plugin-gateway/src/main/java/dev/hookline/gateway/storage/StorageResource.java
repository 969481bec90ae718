package dev.hookline.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.memory.OutgoingAnswers;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.gateway.pluginapi.ForPlugins;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The documents' {@code ctx.storage}: collections that the manifest declares. */
@Path("/plugin-api/v1/storage/{collection}")
@Tag(name = "Plugin API")
@ForPlugins
@RunOnVirtualThread
class StorageResource {

    /** How many documents fit. */
    record CountView(long count) {}

    /** How many documents were there. */
    record DeletedView(int deleted) {}

    /** Those that were found, by id. */
    record DocumentsView(List<Document> items) {}

    private final Documents documents;
    private final DocumentSearch search;
    private final CallingPlugin caller;
    private final OutgoingAnswers answers;
    private final QuotasConfig.Storage quotas;

    StorageResource(
            Documents documents,
            DocumentSearch search,
            CallingPlugin caller,
            OutgoingAnswers answers,
            QuotasConfig quotas) {
        this.documents = documents;
        this.search = search;
        this.caller = caller;
        this.answers = answers;
        this.quotas = quotas.storage();
    }

    @GET
    @Path("/{id:.+}")
    @Operation(summary = "A document")
    public Document get(@RestPath String collection, @RestPath String id) {
        return documents.get(table(collection), List.of(DocumentChecks.id("id", id))).stream()
                .findFirst()
                .orElseThrow(() -> absent(id));
    }

    @PUT
    @Path("/{id:.+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Stores a document, in place of the one with this id if there is one")
    public void put(
            @RestPath String collection,
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = JsonNode.class)))
                    byte[] document) {
        var table = table(collection);
        long limit = quotas.maxDocumentSize().asLongValue();
        documents.put(
                table,
                List.of(
                        DocumentChecks.checked(
                                table,
                                "data",
                                DocumentChecks.id("id", id),
                                PluginJson.read(document),
                                limit)));
    }

    @DELETE
    @Path("/{id:.+}")
    @Operation(summary = "Deletes a document; 404 when it is not there")
    public void delete(@RestPath String collection, @RestPath String id) {
        if (documents.delete(table(collection), List.of(DocumentChecks.id("id", id))) == 0) {
            throw absent(id);
        }
    }

    @POST
    @Path("/query")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The documents that fit all conditions, in order, page by page")
    public DocumentSearch.DocumentPage query(
            @RestPath String collection,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    StorageBodies.Query.class)))
                    byte[] body) {
        var table = table(collection);
        var page = search.find(table, QueryReader.query(table, PluginJson.read(body)));
        answers.hold(caller.id(), sizeOf(page.items()));
        return page;
    }

    @POST
    @Path("/count")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "How many documents fit all conditions")
    public CountView count(
            @RestPath String collection,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    StorageBodies.Count.class)))
                    byte[] body) {
        var table = table(collection);
        return new CountView(
                search.count(table, QueryReader.conditions(table, PluginJson.read(body))));
    }

    @POST
    @Path("/get-many")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those of up to 1000 documents that are there, by id")
    public DocumentsView getMany(
            @RestPath String collection,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    StorageBodies.Ids.class)))
                    byte[] body) {
        var table = table(collection);
        var found = documents.get(table, BatchReader.ids(PluginJson.read(body)));
        answers.hold(caller.id(), sizeOf(found));
        return new DocumentsView(found);
    }

    @POST
    @Path("/put-many")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Stores up to 1000 documents, or none of them")
    public void putMany(
            @RestPath String collection,
            @RequestBody(content = @Content(schema = @Schema(implementation = DocumentsView.class)))
                    byte[] body) {
        var table = table(collection);
        long limit = quotas.maxDocumentSize().asLongValue();
        documents.put(table, BatchReader.documents(table, PluginJson.read(body), limit));
    }

    @POST
    @Path("/delete-many")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Deletes those of up to 1000 documents that are there")
    public DeletedView deleteMany(
            @RestPath String collection,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    StorageBodies.Ids.class)))
                    byte[] body) {
        var table = table(collection);
        return new DeletedView(documents.delete(table, BatchReader.ids(PluginJson.read(body))));
    }

    private static long sizeOf(List<Document> documents) {
        return documents.stream().mapToLong(document -> document.data().length()).sum();
    }

    private DocumentTable table(String collection) {
        return DocumentTable.of(caller.plugin(), collection);
    }

    private static ProblemException absent(String id) {
        return ProblemException.notFound("there is no document " + id);
    }
}
