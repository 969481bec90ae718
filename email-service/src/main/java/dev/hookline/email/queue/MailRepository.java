package dev.hookline.email.queue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of messages. Every method needs a transaction. */
@ApplicationScoped
class MailRepository implements PanacheRepositoryBase<MailEntity, String> {}
