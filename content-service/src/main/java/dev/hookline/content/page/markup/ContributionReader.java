package dev.hookline.content.page.markup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.call.Contribution;
import dev.hookline.schemas.result.FragmentContribution;
import dev.hookline.schemas.result.MetadataContribution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads contributions of plugins; drops a bad one alone, with a line in the log. */
@ApplicationScoped
public class ContributionReader {

    private static final Logger LOG = Logger.getLogger(ContributionReader.class);

    private final ObjectMapper json;

    public ContributionReader(ObjectMapper json) {
        this.json = json;
    }

    public List<MetadataContribution> metadata(List<Contribution> contributions) {
        return read(contributions, MetadataContribution.class);
    }

    public List<FragmentContribution> fragments(List<Contribution> contributions) {
        return read(contributions, FragmentContribution.class);
    }

    private <T> List<T> read(List<Contribution> contributions, Class<T> type) {
        return contributions.stream().flatMap(it -> read(it, type)).toList();
    }

    private <T> Stream<T> read(Contribution contribution, Class<T> type) {
        try {
            return Stream.ofNullable(LenientJson.read(json, contribution.value(), type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf(
                    "contribution dropped pluginId=%s: it is no %s",
                    contribution.pluginId(), type.getSimpleName());
            return Stream.empty();
        }
    }
}
