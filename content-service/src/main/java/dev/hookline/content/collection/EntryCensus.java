package dev.hookline.content.collection;

import dev.hookline.content.field.FieldSet;
import dev.hookline.kit.problem.Fault;
import java.util.List;

/** What collections must know about their entries; implemented where entries are kept. */
public interface EntryCensus {

    /** How many entries a collection has, those in the trash included. */
    long count(String collection);

    /**
     * Makes entries fit for new fields, within the current transaction, while no entry can be
     * written.
     *
     * @return what entries do not satisfy, named {@code fields.title} and with their number; empty
     *     when the change may be made
     */
    List<Fault> adapt(String collection, FieldSet before, FieldSet after);
}
