package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Operation;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which addresses files may be fetched from: https to a public address, and only to the hosts that the user has
 * named, if any. Only where the API itself is on this machine, as in a test, may files be too.
 */
public final class LinkGuard {
    private final boolean apiIsLoopback;
    private final Set<String> hosts;

    /** @param hosts the only hosts allowed, {@code .example.com} for all below a domain; empty for any */
    public LinkGuard(boolean apiIsLoopback, Set<String> hosts) {
        this.apiIsLoopback = apiIsLoopback;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    void check(Operation operation, URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(http && apiIsLoopback)) {
            throw refused(operation, "its link is not https", "Check the address of the API");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused(operation, "its link is no plain address", "Check the address of the API");
        }
        if (!isAllowed(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw refused(
                    operation, "its host is not among the allowed ones", "Allow it with fileHosts, if it is right");
        }
        if (!apiIsLoopback && isInside(uri.getHost())) {
            throw refused(operation, "its link leads into a private network", "Check the address of the API");
        }
    }

    private boolean isAllowed(String host) {
        return hosts.isEmpty()
                || hosts.stream().anyMatch(name -> host.equals(name) || (name.startsWith(".") && host.endsWith(name)));
    }

    private static boolean isInside(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInside(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false; // Behind a proxy names need not resolve here; without one the connection fails anyway.
        }
    }

    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean nowhere = bytes.length == 4 && bytes[0] == 0;
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || nowhere
                || carrier;
    }

    private static AttemptFailure refused(Operation operation, String why, String advice) {
        return AttemptFailure.useless(
                new DownloadException(operation.failed(why + ", so it is not fetched", advice), null));
    }
}
