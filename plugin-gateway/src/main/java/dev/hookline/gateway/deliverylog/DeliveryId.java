package dev.hookline.gateway.deliverylog;

/**
 * The delivery of one event to one plugin, written {@code plugin:event}; plugin ids have no colon.
 */
record DeliveryId(String pluginId, String eventId) {

    private static final int LONGEST = 300;

    /** What the text names; an id that can name nothing when it is not of that form. */
    static DeliveryId parse(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || text.length() > LONGEST
                ? new DeliveryId("", "")
                : new DeliveryId(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return pluginId + ":" + eventId;
    }
}
