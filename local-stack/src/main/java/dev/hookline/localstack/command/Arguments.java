package dev.hookline.localstack.command;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of one command, checked against those that it knows. */
final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();

    private Arguments() {}

    /**
     * Reads options such as {@code --fresh} and {@code --role editor}.
     *
     * @throws UsageException for anything else
     */
    static Arguments parse(List<String> words, Set<String> flags, Set<String> options) {
        var arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (flags.contains(word)) {
                arguments.flags.add(word);
            } else if (options.contains(word)) {
                if (i + 1 == words.size() || words.get(i + 1).startsWith("--")) {
                    throw new UsageException(word + " needs a value");
                }
                i++;
                arguments.values.put(word, words.get(i));
            } else {
                throw new UsageException("unknown option: " + word);
            }
        }
        return arguments;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    String value(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }
}
