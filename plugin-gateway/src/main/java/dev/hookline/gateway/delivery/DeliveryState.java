package dev.hookline.gateway.delivery;

/** How the delivery to one plugin stands in this replica. */
interface DeliveryState {

    long lag();

    int inMemory();

    int parkedSubjects();

    long waiting();

    double waitingAgeSeconds();
}
