package dev.hookline.gateway.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
interface HostResolver {

    /** All addresses, at least one. May block. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
